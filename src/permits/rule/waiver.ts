import { sameValue } from '../../zones/plan/same-value.ts';
import type { Circumstances } from '../../zones/regulation/circumstances.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import type { AppliedCase } from './applied-case.ts';
import { approversOf } from './approvers.ts';
import type { AskedId } from './articles.ts';
import { needOf } from './need-of.ts';
import type { AskedRow, Need } from './rule-told.ts';
import type { Track } from './track-of.ts';
import { spares, type WaiverBasis } from './waiver-bases.ts';

/** The case a waiver is for; what it does not name it does not ask for. */
export type WaivedCase = {
  /** A code of the organisation's list of purposes. */
  readonly purpose?: string;
  /** A part of the row. */
  readonly part?: string;
  /** Codes that must be met, all of them. */
  readonly conditions?: readonly string[];
};

/** A line of the register: for whom, what, where and how long nobody has to be asked, and who said so. */
export type Waiver = {
  readonly id: string;
  readonly basis: WaiverBasis;
  readonly rows: readonly AskedId[];
  /** None of 要管理対策区域外. */
  readonly zoneIds: readonly string[];
  /** The unit (課室) whose people it is for; null = every unit's. */
  readonly unit: string | null;
  /** Those it is for; none = everybody. */
  readonly personIds: readonly string[];
  readonly waivedCase: WaivedCase;
  /** The code of the 貸出簿 that stands for the leave. */
  readonly book: string | null;
  /** What whoever recorded it answered for: where the rules name somebody else now, it says nothing. */
  readonly needs: readonly Need[];
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly recordedBy: string;
  readonly reason: string;
};

/** Whoever applies, and for whom and how long; of a moment `until` is `from`. */
export type Applying = {
  readonly applicantId: string;
  readonly concernedIds: readonly string[];
  readonly unit: string | null;
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
};

/**
 * Whether a waiver is for an application of these people: it lasts as long as what is applied for, and whoever recorded it is nobody it
 * would be for, nor bound to one of them by a role (I8). `bonds`: by person, with whom they are so.
 */
export function isWaiverFor(
  { unit, personIds, from, until, recordedBy }: Waiver,
  applying: Applying,
  bonds: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const parties = [applying.applicantId, ...applying.concernedIds];
  const bound = bonds.get(recordedBy);
  return (
    from <= applying.from &&
    applying.from < until &&
    applying.until <= until &&
    (unit === null || unit === applying.unit) &&
    (personIds.length === 0 || applying.concernedIds.every((id) => personIds.includes(id))) &&
    !parties.some((id) => id === recordedBy || bound?.has(id))
  );
}

/** What a row asks in one place, of an application. */
export type WaivedLine = {
  readonly asked: AskedRow;
  /** null = 要管理対策区域外 */
  readonly zone: string | null;
  readonly requirement: Requirement;
  readonly track: Track;
  readonly applied: AppliedCase;
};

/** Whether a waiver spares whoever applies what a row asks in one place. What somebody consents to besides no waiver spares. */
export function isSpared(
  { basis, rows, zoneIds, unit, waivedCase, book, needs }: Waiver,
  { asked, zone, requirement, track, applied }: WaivedLine,
): boolean {
  const { row, part, besides, book: lentFrom } = asked;
  const answered = (need: Need) => needs.some((one) => sameValue(one, need));
  return (
    besides === undefined &&
    spares(basis, track, requirement) &&
    rows.includes(row) &&
    (zone === null ? zoneIds.length === 0 : zoneIds.includes(zone)) &&
    (book === null || book === lentFrom) &&
    isCase(waivedCase, { ...applied, part }) &&
    approversOf(row, requirement)
      .map((anyOf) => needOf(anyOf, zone, unit))
      .every(answered)
  );
}

function isCase({ purpose, part, conditions }: WaivedCase, applied: Circumstances): boolean {
  return (
    (purpose === undefined || purpose === applied.purpose) &&
    (part === undefined || part === applied.part) &&
    (conditions ?? []).every((code) => applied.conditions?.includes(code))
  );
}
