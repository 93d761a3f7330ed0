import { type Admission, freePassageBy, isOfOutsiders, unconditional } from './admission.ts';
import { grouped } from './grouped.ts';
import { isCovered, meeting, type Stretch } from './stretch.ts';

/** A standing permission in force or to come, as far as it tells who may pass where. */
export type Permitted = {
  readonly person: string;
  readonly outsider: boolean;
  readonly zones: readonly string[];
  readonly schedule: string;
  readonly from: Date;
  /** Exclusive. */
  readonly until: Date;
};

/** The hours of two plans: whether a schedule is open longer, and whether any hour at all is another. */
export type ComparedHours = {
  readonly isWider: (schedule: string) => boolean;
  readonly changed: boolean;
};

/** Anybody, or these persons. */
export type Admitted = { readonly anybody: boolean; readonly persons: readonly string[] };

/**
 * Whom a way lets through in a stretch of time and did not then before; by the permissions there are, and the schedules that are
 * open longer. Where everybody passed already, only those can gain of whom more is asked than row 19, outsiders and staff who
 * come to work, and holders of other cards.
 */
export function admittedAnew(
  was: Admission,
  is: Admission,
  permitted: ReadonlyMap<string, readonly Permitted[]>,
  hours: ComparedHours,
  stretch: Stretch,
): Admitted {
  const moreFormats = was.formats !== undefined && !isWithin(is.formats, was.formats);
  const eased = [...is.eased].filter((one) => !was.eased.has(one) || mayLastLonger(one, hours));
  // A place that is another now, or of a lower class, is told by who holds a permission there, or by itself.
  const samePlace = is.classed.size > 0 && [...is.classed].every((zone) => was.classed.has(zone));
  const easierForStaff = samePlace && eased.some((one) => !isOfOutsiders(one));
  const easierForOutsiders = eased.some(isOfOutsiders);
  const easier = easierForStaff || easierForOutsiders;
  if ((moreFormats || easier) && is.anybody.size > 0) return { anybody: true, persons: [] };
  const grounds = [...is.anybody].filter(
    (ground) => !was.anybody.has(ground) || mayLastLonger(ground, hours),
  );
  const open = unconditional.some((ground) => was.anybody.has(ground));
  if (grounds.length > 0 && !open) return { anybody: true, persons: [] };
  const passingAsBefore =
    open || ([...is.zones].every((zone) => was.zones.has(zone)) && isAsHourly(was, is, hours));
  if (passingAsBefore && !moreFormats && !easier) return { anybody: false, persons: [] };
  const passing = covering(is.zones, permitted, stretch);
  const gaining = passing.filter(
    ({ outsider }) => moreFormats || (outsider ? easierForOutsiders : easierForStaff),
  );
  if (passingAsBefore) return { anybody: false, persons: named(gaining) };
  const before = grouped(covering(was.zones, permitted, stretch), ({ person }) => [person]);
  const anew = passing.filter((permission) => {
    const alike = (before.get(permission.person) ?? []).filter(
      ({ schedule }) =>
        !was.byHours || (is.byHours && schedule === permission.schedule && !hours.isWider(schedule)),
    );
    return !isCovered(
      permission.during,
      alike.map(({ during }) => during),
    );
  });
  return { anybody: false, persons: named([...gaining, ...anew]) };
}

/** Whether permissions count at no hour at which they did not. */
function isAsHourly(was: Admission, is: Admission, { changed }: ComparedHours): boolean {
  return !was.byHours || (is.byHours && !changed);
}

function named(permissions: readonly Permitted[]): readonly string[] {
  return [...new Set(permissions.map(({ person }) => person))].toSorted();
}

/** A ground for some hours only: of free passage its schedule tells, of a clause any hours of the plan that are others now. */
function mayLastLonger(ground: string, { isWider, changed }: ComparedHours): boolean {
  const prefix = freePassageBy('');
  if (ground.startsWith(prefix)) return isWider(ground.slice(prefix.length));
  return changed && ground.includes('"times":');
}

function isWithin(formats: Admission['formats'], known: ReadonlySet<string>): boolean {
  return formats !== undefined && [...formats].every((format) => known.has(format));
}

/** The permissions that cover one of the zones at some moment of a stretch, and during which part of it. */
function covering(
  zones: ReadonlySet<string>,
  permitted: ReadonlyMap<string, readonly Permitted[]>,
  stretch: Stretch,
): readonly (Permitted & { readonly during: Stretch })[] {
  return [...zones]
    .flatMap((zone) => permitted.get(zone) ?? [])
    .flatMap((permission) => {
      const { from, until } = permission;
      const during = meeting({ from: from.getTime(), until: until.getTime() }, stretch);
      return during === undefined ? [] : [{ ...permission, during }];
    });
}
