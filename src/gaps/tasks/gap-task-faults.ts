import type { FieldError } from '../../kernel/problem.ts';

/** What may be wrong with to whom a task is given, and by when. */
export const gapTaskFaults = {
  notActiveStaff: { at: '/assignee', message: '在職する行政事務従事者にしてください' },
  past: { at: '/dueOn', message: '今日か、それより後の日を指定してください' },
} as const satisfies Record<string, FieldError>;
