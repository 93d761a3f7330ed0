import { dayMs } from '../../kernel/day-ms.ts';
import { isHere } from '../registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import type { VisitState } from '../registry/visit-lifecycle.ts';
import type { Doer } from './judge-doer.ts';
import { midnightAfter, whoExtends } from './who-extends.ts';

type DayOfMember = Pick<ArrivalRow, 'state' | 'day' | 'endsAt' | 'turnedClosedAt'>;

/** Whether the end of a day is still to come for a member: they are expected, or here. */
export function isToEnd(arrival: Pick<ArrivalRow, 'state'>): boolean {
  return arrival.state === 'announced' || isHere(arrival);
}

/** The last moment until which a day is made longer. */
export function latestEnd(day: string, timeZone: string): number {
  return midnightAfter(day, timeZone) + dayMs;
}

/** Who may let the day of a member end later, as it stands now; none = nobody may. */
export function mayExtend(
  visit: VisitState,
  arrival: DayOfMember,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): readonly Doer[] {
  if (visit === 'cancelled' || !isToEnd(arrival) || arrival.turnedClosedAt !== null) return [];
  const { day, endsAt } = arrival;
  const until = new Date(Math.max(endsAt.getTime(), now.getTime()) + 1);
  return until.getTime() > latestEnd(day, timeZone) ? [] : whoExtends({ day, until, timeZone });
}
