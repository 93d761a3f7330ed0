import { directionOf } from '../plan/direction.ts';
import { outsiderRows } from '../regulation/outsider-rows.ts';
import type { RowId } from '../regulation/row-ids.ts';
import type { Duties } from './duties-of.ts';
import type { Way } from './ways-of.ts';

/** Whom a way lets through. */
export type Admission = {
  /** What lets anybody through whose card is not stopped: each ground in words of its own, to be compared. */
  readonly anybody: ReadonlySet<string>;
  /** What is not asked of outsiders, or of staff who come to work: each row and case; `leaving` for all of them. */
  readonly eased: ReadonlySet<string>;
  /** The zones of which a permission has to cover one; none where no card is read. */
  readonly zones: ReadonlySet<string>;
  /** The same zones, each with the class it is of: whose falls is told by itself. */
  readonly classed: ReadonlySet<string>;
  /** Whether the schedule of the permission counts: it restricts entering only. */
  readonly byHours: boolean;
  /** Formats of cards; undefined = every one. */
  readonly formats: ReadonlySet<string> | undefined;
};

export const nobody: Admission = {
  anybody: new Set(),
  eased: new Set(),
  zones: new Set(),
  classed: new Set(),
  byHours: true,
  formats: new Set(),
};

/** Grounds that hold for everybody at every hour: beside one of these nothing further lets anybody in. */
export const unconditional = ['leaving', 't1r19 {}'] as const;

/** Rows that ask something of outsiders before they enter: their own, and those for whoever comes to work or to hand over. */
const askedOfOutsiders: readonly RowId[] = [
  ...Object.values(outsiderRows).flatMap(({ standing, visit }) => [standing, visit]),
  't1r49',
  't2r17',
];

/** What asks something of 行政事務従事者 before they enter: those who come to work are attended by another (行47). */
const askedOfStaff: readonly RowId[] = ['t1r47'];

/** The rows that decide whom a way lets through. */
export const weighedRows: readonly RowId[] = ['t1r17', 't1r19', ...askedOfOutsiders, ...askedOfStaff];

/** Whether an easing (`Admission.eased`) is of what is asked of outsiders, or of staff. */
export function isOfOutsiders(eased: string): boolean {
  return !askedOfStaff.some((row) => eased.startsWith(`${row} `));
}

/**
 * Whom a way lets through, as the doors weigh it (`access/decide`). A door out of service counts as if it worked: putting it
 * back lets in only whom others permitted.
 */
export function admissionOf(way: Way, duties: Duties): Admission {
  const { door, direction, from, to, read } = way;
  const free = [from, to].every((zone) => duties.waived('t1r17', zone).length > 0);
  const anybody = free && door.freePassage !== undefined ? [freePassageBy(door.freePassage.schedule)] : [];
  // Nobody who is known is held inside by papers, whatever rows 20 and 21 ask (I6).
  if (directionOf(from, to) === 'leaving' || (read && way.leadsOut)) {
    const all = new Set(['leaving']);
    return { ...nobody, eased: all, byHours: false, formats: undefined, anybody: all };
  }
  if (read) anybody.push(...duties.waived('t1r19', to));
  if (direction.escape === true && directionOf(from, to) === 'entering') anybody.push('escape');
  return {
    anybody: new Set(anybody),
    eased: new Set([...askedOfOutsiders, ...askedOfStaff].flatMap((row) => duties.waived(row, to))),
    zones: new Set(read ? [to.id] : []),
    classed: new Set(read ? [`${to.id} ${to.class}`] : []),
    byHours: true,
    formats: to.cardFormats === undefined ? undefined : new Set(to.cardFormats),
  };
}

export function freePassageBy(schedule: string): string {
  return `free-passage ${schedule}`;
}

/** Whom several ways let through, one or the other. */
export function eitherOf(admissions: readonly Admission[]): Admission {
  const all = (sets: readonly ReadonlySet<string>[]) => new Set(sets.flatMap((set) => [...set]));
  const formats = admissions.flatMap((one) => one.formats ?? []);
  return {
    anybody: all(admissions.map((one) => one.anybody)),
    eased: all(admissions.map((one) => one.eased)),
    zones: all(admissions.map((one) => one.zones)),
    classed: all(admissions.map((one) => one.classed)),
    byHours: admissions.every((one) => one.byHours),
    formats: formats.length < admissions.length ? undefined : all(formats),
  };
}
