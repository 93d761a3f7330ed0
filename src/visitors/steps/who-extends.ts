import { addDays } from '../../zones/hours/calendar.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import type { Doer } from './judge-doer.ts';
import { visitActs } from './visit-steps.ts';

/** A moment until which a day of a visit is to last, later than it was to. */
type LaterEnd = {
  readonly day: string;
  readonly until: Date;
  readonly timeZone: string;
};

/** Who may let a day end later. Past its midnight that is the word of a host. */
export function whoExtends(end: LaterEnd): readonly Doer[] {
  return isPastMidnight(end) ? ['host'] : visitActs.extend.by;
}

/** The same by a change: until somebody has come whoever planned the visit says its hours too. */
export function whoChangesEnd(end: LaterEnd & { readonly isHere: boolean }): readonly Doer[] {
  const by = whoExtends(end);
  return end.isHere || isPastMidnight(end) ? by : [...by, 'planner'];
}

/** When a day is over. */
export function midnightAfter(day: string, timeZone: string): number {
  return instantOf(addDays(day, 1), '00:00', timeZone);
}

function isPastMidnight({ day, until, timeZone }: LaterEnd): boolean {
  return until.getTime() > midnightAfter(day, timeZone);
}
