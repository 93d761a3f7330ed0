import type { ArrivalRow } from '../registry/arrival-rows.ts';
import type { VisitRow } from '../registry/visit-rows.ts';

type DayOfMember = Pick<ArrivalRow, 'day' | 'state' | 'endsAt' | 'turnedClosedAt'>;

/** Why it does not turn closed for a member. Of everybody it does also for those whose hours are over: nobody extends them any more. */
export function judgeTurningClosed(
  { day, endsAt, turnedClosedAt }: DayOfMember,
  { today, now, forAll }: { readonly today: string; readonly now: Date; readonly forAll: boolean },
): 'day-to-come' | 'turned-closed' | 'visit-over' | undefined {
  if (day > today) return 'day-to-come';
  if (turnedClosedAt !== null) return 'turned-closed';
  return endsAt <= now && !forAll ? 'visit-over' : undefined;
}

/** Whether a day of a visit may turn closed of which that is not said yet. */
export function mayTurnClosed(
  { state, days, turnedClosed }: Pick<VisitRow, 'state' | 'days' | 'turnedClosed'>,
  day: string,
  today: string,
): boolean {
  return state !== 'cancelled' && days.includes(day) && day <= today && turnedClosed[day] === undefined;
}

/** Whether a day of a visit is left that may turn closed for everybody. */
export function turnsClosedForAll(
  visit: Pick<VisitRow, 'state' | 'days' | 'turnedClosed'>,
  arrivals: readonly DayOfMember[],
  asked: { readonly today: string; readonly now: Date },
): boolean {
  const isLeft = arrivals.some(
    (one) => one.state !== 'cancelled' && judgeTurningClosed(one, { ...asked, forAll: true }) === undefined,
  );
  return (
    visit.state !== 'cancelled' &&
    (isLeft || visit.days.some((day) => mayTurnClosed(visit, day, asked.today)))
  );
}
