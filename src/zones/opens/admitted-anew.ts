import { type Admission, freePassageBy, unconditional } from './admission.ts';

/** A standing permission in force or to come, as far as it tells who may pass where. */
export type Permitted = {
  readonly person: string;
  readonly outsider: boolean;
  readonly zones: readonly string[];
  readonly schedule: string;
};

/** The hours of two plans: whether a schedule is open longer, and whether any hour at all is another. */
export type ComparedHours = {
  readonly isWider: (schedule: string) => boolean;
  readonly changed: boolean;
};

/** Anybody, or these persons. */
export type Admitted = { readonly anybody: boolean; readonly persons: readonly string[] };

/**
 * Whom a way lets through now and did not before; by the permissions there are, and the schedules that are open longer.
 * Where everybody passed already, only outsiders can gain, of whom more is asked than row 19, and holders of other cards.
 */
export function admittedAnew(
  was: Admission,
  is: Admission,
  permitted: ReadonlyMap<string, readonly Permitted[]>,
  hours: ComparedHours,
): Admitted {
  const moreFormats = was.formats !== undefined && !isWithin(is.formats, was.formats);
  const easier = [...is.eased].some((one) => !was.eased.has(one) || mayLastLonger(one, hours));
  if ((moreFormats || easier) && is.anybody.size > 0) return { anybody: true, persons: [] };
  if (unconditional.some((ground) => was.anybody.has(ground))) {
    const gaining = covering(is.zones, permitted).filter(
      ({ outsider }) => moreFormats || (easier && outsider),
    );
    return { anybody: false, persons: named(gaining) };
  }
  const grounds = [...is.anybody].filter(
    (ground) => !was.anybody.has(ground) || mayLastLonger(ground, hours),
  );
  if (grounds.length > 0) return { anybody: true, persons: [] };
  const before = byPerson(was.zones, permitted);
  const anew = covering(is.zones, permitted).filter(({ person, outsider, schedule }) => {
    const old = before.get(person);
    if (old === undefined || moreFormats || (easier && outsider)) return true;
    if (!was.byHours) return false;
    return !is.byHours || !old.has(schedule) || hours.isWider(schedule);
  });
  return { anybody: false, persons: named(anew) };
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

function covering(
  zones: ReadonlySet<string>,
  permitted: ReadonlyMap<string, readonly Permitted[]>,
): readonly Permitted[] {
  return [...zones].flatMap((zone) => permitted.get(zone) ?? []);
}

/** By person the schedules of the permissions that cover one of the zones. */
function byPerson(
  zones: ReadonlySet<string>,
  permitted: ReadonlyMap<string, readonly Permitted[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const schedules = new Map<string, Set<string>>();
  for (const { person, schedule } of covering(zones, permitted)) {
    schedules.set(person, (schedules.get(person) ?? new Set()).add(schedule));
  }
  return schedules;
}
