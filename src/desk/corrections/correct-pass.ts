import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import { desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { loadArrivalVersions } from '../../visitors/registry/arrival-rows.ts';
import { beginDeskAct } from '../check-in/begin-desk-act.ts';
import type { DeskDeps } from '../check-in/check-in.ts';
import type { DeskAnswer } from '../check-in/desk-answer.ts';
import { recordDeskStep } from '../check-in/record-desk-step.ts';
import { lendPass } from '../passes/lend-pass.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import { takePassBack } from '../passes/take-pass-back.ts';
import { arrivalHere } from './arrival-here.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { keepsMember } from './keeps-member.ts';
import { seqSince } from './seq-since.ts';

/**
 * 訂正: a member wears another pass than was written down, or none (`pass` null). The one written down is in stock again, the one
 * worn is lent, since when the other was or they came in; the first entry stands, and this one refers to it. One that is no longer theirs stays where it is.
 */
export function correctPass(
  deps: DeskDeps,
  context: ActContext,
  { siteId, visitId, day, member, reason, pass }: CorrectionRequest & { readonly pass: string | null },
): Promise<Result<DeskAnswer, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginDeskAct(tx, deps.policy, siteId, visitId, day);
    if (!begun.ok) return begun;
    const found = arrivalHere(begun.value, member);
    if (!found.ok) return found;
    const arrival = found.value;
    const kept = desksKept(context.principal, siteId);
    if (!keepsMember(kept, begun.value, arrival)) return refuse(notYourDesk);
    if (arrival.pass === pass) {
      return refuse({ code: 'conflict', detail: 'すでにこの通行証が記録されています。' });
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
