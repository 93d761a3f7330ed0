import { dayMs } from '../../kernel/day-ms.ts';

/** For how long a task may be left before it rises to the heads. */
const daysLeft = 3;

/** When what was due at a moment rises to the heads of those whose it was, because nobody did it. */
export function risesAt(due: Date): Date {
  return new Date(due.getTime() + daysLeft * dayMs);
}

/** Whether it has risen. */
export function hasRisen(due: Date, now: Date): boolean {
  return risesAt(due) <= now;
}
