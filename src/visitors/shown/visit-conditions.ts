import { isHere } from '../registry/arrival-lifecycle.ts';
import { isBoundFor } from '../registry/is-bound-for.ts';
import { isReviewedFor } from '../registry/is-reviewed-for.ts';
import type { WholeVisit } from '../registry/visit-rows.ts';
import type { DayOfVisit } from './shown-visit-state.ts';

/** What holds of a visit by date and time alone; nobody sets or ends it. */
export const visitConditionWords = {
  unreviewed: '審査待ち',
  reviewed: '審査済',
  overdue: '予定時刻超過',
} as const;

export type VisitCondition = keyof typeof visitConditionWords;

/** The conditions of a visit on a day (`today`) and moment of its site; whoever stays longer than the grace is overdue. */
export function visitConditions(
  visit: Pick<WholeVisit, 'visit' | 'destinations' | 'members'>,
  arrivals: readonly DayOfVisit[],
  { today, now, graceMinutes }: { readonly today: string; readonly now: Date; readonly graceMinutes: number },
): readonly VisitCondition[] {
  const late = now.getTime() - graceMinutes * 60_000;
  const overdue = arrivals.some((arrival) => isHere(arrival) && arrival.endsAt.getTime() <= late);
  return [isReviewed(visit, today) ? 'reviewed' : 'unreviewed', ...(overdue ? (['overdue'] as const) : [])];
}

/** Whether every destination is reviewed for whoever is bound there, on every day that is left. */
function isReviewed(
  { visit, destinations, members }: Pick<WholeVisit, 'visit' | 'destinations' | 'members'>,
  today: string,
): boolean {
  const left = visit.days.filter((day) => day >= today);
  const days = left.length === 0 ? visit.days : left;
  if (members.length === 0) return false;
  return destinations.every((destination) =>
    members
      .filter(({ memberId }) => isBoundFor(destination, memberId))
      .every(({ memberId }) => days.every((day) => isReviewedFor(destination, { memberId, day }))),
  );
}
