import { hoursOfVisit } from '../planning/place-visit.ts';
import type { SaidHours } from '../planning/visit-draft.ts';
import { isHere } from '../registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import type { VisitRow } from '../registry/visit-rows.ts';

/** An arrival and the hours that it is to have. */
export type HoursMoved = {
  readonly current: ArrivalRow;
  readonly hours: Pick<ArrivalRow, 'startsAt' | 'endsAt'>;
};

/** What somebody says of the hours of a visit, and those that it had. */
type HoursChange = {
  readonly said: SaidHours;
  readonly before: Pick<VisitRow, 'startsAt' | 'endsAt'>;
  readonly timeZone: string;
};

/** Those of these 来庁 that a change of hours makes other. An end of its own (延長) stays where none is said. */
export function hoursMoved(
  reached: readonly ArrivalRow[],
  { said, before, timeZone }: HoursChange,
): readonly HoursMoved[] {
  if (!saysHours(said)) return [];
  const after = hoursAfter(said, before);
  return reached.flatMap((current): readonly HoursMoved[] => {
    const planned = hoursOfVisit({ ...after, timeZone }, current.day);
    const usual = hoursOfVisit({ ...before, timeZone }, current.day);
    const keepsEnd = said.endsAt === undefined && !isSame(current.endsAt, usual.endsAt);
    const hours = { ...planned, endsAt: keepsEnd ? current.endsAt : planned.endsAt };
    const stays = isSame(current.startsAt, hours.startsAt) && isSame(current.endsAt, hours.endsAt);
    return stays ? [] : [{ current, hours }];
  });
}

/** A day of a visit that a change lets end later than it was to, and whether of somebody who is here. */
export type DayLater = { readonly day: string; readonly until: Date; readonly isHere: boolean };

/** The days that end later: of those whose hours are other, and where nobody is expected yet (`open`) of the visit itself. */
export function daysLater(
  moved: readonly HoursMoved[],
  open: readonly string[],
  { said, before, timeZone }: HoursChange,
): readonly DayLater[] {
  const after = hoursAfter(said, before);
  return [
    ...moved.flatMap(({ current, hours }) =>
      hours.endsAt > current.endsAt
        ? [{ day: current.day, until: hours.endsAt, isHere: isHere(current) }]
        : [],
    ),
    ...open.flatMap((day) => {
      const until = hoursOfVisit({ ...after, timeZone }, day).endsAt;
      return until > hoursOfVisit({ ...before, timeZone }, day).endsAt ? [{ day, until, isHere: false }] : [];
    }),
  ];
}

/** Whether anything is said of hours. */
export function saysHours({ startsAt, endsAt }: SaidHours): boolean {
  return startsAt !== undefined || endsAt !== undefined;
}

/** The hours of a visit with what is said in place of what was. */
export function hoursAfter({ startsAt, endsAt }: SaidHours, before: HoursChange['before']) {
  return { startsAt: startsAt ?? before.startsAt, endsAt: endsAt ?? before.endsAt };
}

function isSame(one: Date, other: Date): boolean {
  return one.getTime() === other.getTime();
}
