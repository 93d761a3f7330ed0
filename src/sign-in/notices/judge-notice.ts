import type { Refusal } from '../../kernel/problem.ts';
import type { SignInNotice } from './find-notice.ts';

/** Why somebody does not sign in who was told this version of the notice; undefined where it is the one that is told now. */
export function judgeNotice(told: number, now: SignInNotice): Refusal | undefined {
  return told === now.version ? undefined : noticeChanged;
}

const noticeChanged: Refusal = {
  code: 'conflict',
  detail: '利用上の注意が変わりました。今のものを読んでから、もう一度行ってください。',
};
