import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/perform-act.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { type ArrivalRow, loadArrivals, loadArrivalVersions } from '../../visitors/registry/arrival-rows.ts';
import { loadVisits, lockVisit } from '../../visitors/registry/visit-rows.ts';
import { beginDeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import type { DeskAnswer } from '../check-in/desk-answer.ts';
import { recordDeskStep } from '../check-in/record-desk-step.ts';
import { findWearer } from '../passes/find-wearer.ts';
import { lendPass } from '../passes/lend-pass.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import { takePassBack } from '../passes/take-pass-back.ts';
import { arrivalToCorrect } from './arrival-to-correct.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { exchangePasses } from './exchange-passes.ts';
import { keepsMember } from './keeps-member.ts';
import { seqSince } from './seq-since.ts';

/**
 * 訂正: a member wears another pass than was written down, or none (`pass` null). The one written down is in stock again, the one
 * worn is lent, since when the other was or they came in; the first entry stands, and this one refers to it. One that is no longer theirs stays
 * where it is. One that was written down of another who is in is worn the other way round: the two are exchanged.
 */
export function correctPass(
  deps: DeskDeps,
  context: ActContext,
  { siteId, visitId, day, member, reason, pass }: CorrectionRequest & { readonly pass: string | null },
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const thought = await findThoughtWearer(tx, siteId, { day, member, pass });
    const visits = new Set([visitId, ...(thought === undefined ? [] : [thought.visitId])]);
    for (const id of [...visits].toSorted()) await lockVisit(tx, siteId, id);
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const found = arrivalToCorrect(begun.value, member, 'correct-pass');
    if (!found.ok) return found;
    const arrival = found.value;
    const kept = desksKept(context.principal, siteId);
    if (!keepsMember(kept, begun.value, arrival)) return refuse(notYourDesk);
    const worn = (await loadPassesWorn(tx.db, siteId, [member]))(arrival);
    if (arrival.pass === pass && worn === pass) {
      return refuse({ code: 'conflict', detail: 'すでにこの通行証が記録されています。' });
    }
    const other = await findThoughtWearer(tx, siteId, { day, member, pass });
    if (other !== undefined) {
      const [whole] = await loadVisits(tx.db, siteId, [other.visitId]);
      if (whole === undefined || !visits.has(other.visitId)) return refuse(lentMeanwhile);
      if (!keepsMember(kept, { plan: begun.value.plan, whole }, other)) return refuse(notYourDesk);
      const holder = { whole: begun.value.whole, arrival, pass: worn };
      return ok(await exchangePasses(begun.value, [holder, { whole, arrival: other, pass }], reason));
    }
    const versions = await loadArrivalVersions(tx.db, siteId, [member], day);
    const corrected = seqSince(versions, (version) => version.pass === arrival.pass);
    const seq = tx.nextSeq(siteId);
    const written = arrival.pass === null ? undefined : await findPassByNumeral(tx.db, siteId, arrival.pass);
    const isTheirs = written?.holderId === member;
    if (isTheirs) {
      const back = await takePassBack(tx, siteId, written.numeral, seq);
      if (!back.ok) return back;
    }
    if (pass !== null) {
      const lending = {
        numeral: pass,
        holder: member,
        basis: 'visit',
        lentAt: (isTheirs ? written.lentAt : arrival.checkedInAt) ?? tx.now,
        dueAt: arrival.endsAt,
      } as const;
      const lent = await lendPass(tx, siteId, lending, seq);
      if (!lent.ok) return lent;
    }
    const details = { what: 'pass', before: arrival.pass, after: pass };
    return ok(
      await recordDeskStep(begun.value, {
        kind: 'visit-corrected',
        findings: [{ member, lacks: [] }],
        changes: [{ next: { ...arrival, pass }, effects: [], details }],
        details: { what: 'pass' },
        words: { reason },
        ...(corrected === undefined ? {} : { cause: { site: siteId, seq: corrected } }),
      }),
    );
  });
}

/** Of whom a pass was written down that another wears: they are in, on this day. */
async function findThoughtWearer(
  { db }: ActTx,
  siteId: string,
  { day, member, pass }: { readonly day: string; readonly member: string; readonly pass: string | null },
): Promise<ArrivalRow | undefined> {
  const holder = pass === null ? undefined : await findWearer(db, siteId, pass);
  if (holder === undefined || holder === member) return undefined;
  const [arrival] = await loadArrivals(db, siteId, [holder], day);
  return arrival?.state === 'checked-in' ? arrival : undefined;
}

const lentMeanwhile: Refusal = {
  code: 'conflict',
  detail: 'この通行証はいま貸し出されました。もう一度送ってください。',
};
