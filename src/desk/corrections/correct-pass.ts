import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { isHere } from '../../visitors/registry/arrival-lifecycle.ts';
import { type ArrivalRow, loadArrivals, loadArrivalVersions } from '../../visitors/registry/arrival-rows.ts';
import { loadVisits, lockVisit } from '../../visitors/registry/visit-rows.ts';
import { beginDeskAct, type DeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import type { DeskAnswer } from '../check-in/desk-answer.ts';
import { isHereOnOtherDay } from '../check-in/is-here-on-other-day.ts';
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
 * where it is. One that was written down of another who is here is worn the other way round: the two are exchanged. Whoever has left, and
 * whose pass came back, wore another: that is written down, and nothing is lent.
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
    const isOver = !isHere(arrival) && !(await isStillTheirs(begun.value, arrival));
    const other = isOver ? undefined : await findThoughtWearer(tx, siteId, { day, member, pass });
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
    const put = isOver ? await findWorn(tx, siteId, pass) : await lendInstead(tx, arrival, pass, seq);
    if (!put.ok) return put;
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

/** Whether somebody who has left has the pass still that was written down. */
async function isStillTheirs(act: DeskAct, arrival: ArrivalRow): Promise<boolean> {
  if (isHereOnOtherDay(act.here, arrival)) return false;
  const { memberId, pass } = arrival;
  return pass !== null && (await findWearer(act.tx.db, act.siteId, pass)) === memberId;
}

/** A pass that is over and done with has to be one. */
async function findWorn(
  { db }: ActTx,
  siteId: string,
  pass: string | null,
): Promise<Result<unknown, Refusal>> {
  const isOne = pass === null || (await findPassByNumeral(db, siteId, pass)) !== undefined;
  return isOne ? ok(undefined) : refuse(noSuchPass);
}

/** Puts the one in stock that was written down, if it is theirs, and lends the one that is worn. */
async function lendInstead(
  tx: ActTx,
  { siteId, memberId, pass: written, checkedInAt, endsAt }: ArrivalRow,
  worn: string | null,
  seq: number,
): Promise<Result<unknown, Refusal>> {
  const before = written === null ? undefined : await findPassByNumeral(tx.db, siteId, written);
  const isTheirs = before?.holderId === memberId;
  if (isTheirs) {
    const back = await takePassBack(tx, siteId, before.numeral, seq);
    if (!back.ok) return back;
  }
  if (worn === null) return ok(undefined);
  const lentAt = (isTheirs ? before.lentAt : checkedInAt) ?? tx.now;
  const lending = { numeral: worn, holder: memberId, basis: 'visit', lentAt, dueAt: endsAt } as const;
  return lendPass(tx, siteId, lending, seq);
}

/** Of whom a pass was written down that another wears: they are here, on this day. */
async function findThoughtWearer(
  { db }: ActTx,
  siteId: string,
  { day, member, pass }: { readonly day: string; readonly member: string; readonly pass: string | null },
): Promise<ArrivalRow | undefined> {
  const holder = pass === null ? undefined : await findWearer(db, siteId, pass);
  if (holder === undefined || holder === member) return undefined;
  const [arrival] = await loadArrivals(db, siteId, [holder], day);
  return arrival !== undefined && isHere(arrival) ? arrival : undefined;
}

const noSuchPass: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/pass', message: 'この番号の通行証はありません' }],
};

const lentMeanwhile: Refusal = {
  code: 'conflict',
  detail: 'この通行証はいま貸し出されました。もう一度送ってください。',
};
