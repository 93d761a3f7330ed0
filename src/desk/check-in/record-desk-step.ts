import { withCustody } from '../../access/escorts/with-custody.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { Cause } from '../../log/entry/entry.ts';
import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import { renewAdmissions } from '../../visitors/admission/renew-admissions.ts';
import { saveCorrection } from '../../visitors/corrections/save-correction.ts';
import { type ArrivalRow, saveArrivals } from '../../visitors/registry/arrival-rows.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import { subjectOfVisit } from '../../visitors/registry/subject-of-visit.ts';
import { saveVisit, type VisitRow } from '../../visitors/registry/visit-rows.ts';
import type { DeskAct } from './begin-desk-act.ts';
import { type DeskAnswer, type MemberFinding, memberAnswers } from './desk-answer.ts';

/** What a step makes of one member. */
export type MemberChange = {
  readonly next: ArrivalRow;
  readonly effects: readonly Effect[];
  /** Of this member: ids, codes, counts. */
  readonly details: Readonly<Record<string, unknown>>;
};

/** A step at the desk, decided for each member. */
export type DecidedStep = {
  readonly kind: EntryKind;
  readonly changes: readonly MemberChange[];
  readonly findings: readonly MemberFinding[];
  /** What the entry does beside what it does to each of them. */
  readonly beside?: readonly Effect[] | undefined;
  /** What is other of the visit itself from then on: recorded also where nobody is expected. */
  readonly ofVisit?: Partial<VisitRow> | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Words of people, by what they are about. */
  readonly words?: Readonly<Record<string, unknown>>;
  readonly at?: Date;
  readonly cause?: Cause;
};

/** 訂正: lists show both what it was and what it is. */
const corrects: ReadonlySet<EntryKind> = new Set(['visit-corrected', 'visitor-put-back']);

/**
 * Writes a decided step for all members whom it is open to, in one entry that names them, and has the doors know. Where it is open
 * to none nothing is written or recorded, but what becomes of the visit itself.
 */
export async function recordDeskStep(act: DeskAct, step: DecidedStep): Promise<DeskAnswer> {
  const { tx, siteId, whole, day } = act;
  const { kind, changes, findings, beside = [], ofVisit, details = {}, words = {}, at, cause } = step;
  const next = new Map(changes.map((change) => [change.next.memberId, change.next]));
  const members = await memberAnswers(
    act,
    findings.map((finding) => ({ finding, next: next.get(finding.member) })),
  );
  const changed = changes.map((change) => change.next.memberId);
  if (changed.length === 0 && ofVisit === undefined) return { seq: null, members };
  const seq = tx.record(siteId, {
    kind,
    subject: { ...subjectOfVisit(whole.visit.visitId, changed), ...destinationOf(act, changed) },
    effects: await withCustody(tx, siteId, act, [...beside, ...changes.flatMap(({ effects }) => effects)]),
    details: {
      day,
      ...details,
      members: changes.map((change) => ({ member: change.next.memberId, ...change.details })),
    },
    ...(Object.keys(words).length === 0 ? {} : { personal: { recordClass: 'visit', data: words } }),
    ...(at === undefined ? {} : { at }),
    ...(cause === undefined ? {} : { cause }),
  });
  if (ofVisit !== undefined) await saveVisit(tx, whole.visit, ofVisit, seq);
  if (corrects.has(kind)) await saveCorrection(tx, siteId, changed, seq);
  await saveArrivals(tx, siteId, [...next.values()], seq);
  await renewAdmissions(tx, siteId, whole.visit.visitId, seq);
  return { seq, members };
}

/** The destination of an act, where all whom it is about are bound for one. */
function destinationOf({ whole }: DeskAct, memberIds: readonly string[]): { readonly destination?: string } {
  const bound = whole.destinations.filter((one) => memberIds.some((memberId) => isBoundFor(one, memberId)));
  const [one] = bound;
  return one !== undefined && bound.length === 1 ? { destination: one.destinationId } : {};
}
