import type { FieldError } from '../../kernel/problem.ts';

/** What is wrong with the end of an accreditation that begins now. */
export function judgeUntil(until: Date, now: Date): readonly FieldError[] {
  return until > now ? [] : [{ at: '/until', message: '現在より後を指定してください' }];
}
