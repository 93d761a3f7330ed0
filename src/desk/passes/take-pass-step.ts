import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { endLoan } from '../../people/loans/loan-rows.ts';
import { findCard, saveCard } from '../../people/registry/card-rows.ts';
import { beginActOnPass } from './begin-act-on-pass.ts';
import { judgePassStep } from './judge-pass-step.ts';
import { judgePoolCard } from './judge-pool-card.ts';
import { type PassState, type PassStep, passStateAfter } from './pass-lifecycle.ts';
import { findPass, savePass } from './pass-rows.ts';
import { passStepNotOpen } from './pass-step-not-open.ts';
import { subjectOfPass } from './subject-of-pass.ts';
import { nobody } from './take-pass-back.ts';

/** What is done to a pass beside lending it. */
export type PassCare = Exclude<PassStep, 'lend' | 'take-back'>;

const entryKinds = {
  miss: 'pass-stopped',
  'report-lost': 'pass-stopped',
  keep: 'pass-stopped',
  restore: 'pass-restored',
  withdraw: 'pass-withdrawn',
} as const satisfies Record<PassCare, string>;

/** Somebody has the pass still: its card stays lent to them, and is read as theirs on the way out. */
const keepsLoan: ReadonlySet<PassCare> = new Set(['miss', 'keep']);

/**
 * Takes a pass one step on beside lending: one that did not come back is stopped with its card, at every door from this answer
 * on (I5), and keeps the name of its last holder until it is found. Whoever has it still comes out by it, unless it was
 * reported lost. With a 臨時カード the holder's own cards count again, unless the holder reports it: nobody sets a card of their own
 * going (I8), and no loss is refused.
 */
export function takePassStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  passId: string,
  { step, reason }: { readonly step: PassCare; readonly reason: string },
): Promise<Result<{ readonly state: PassState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const seen = await findPass(tx.db, siteId, passId);
    if (seen === undefined) return refuse(noPass);
    const begun = await beginActOnPass(tx, seen);
    if (!begun.ok) return begun;
    const { pass, record } = begun.value;
    const card = pass.cardId === null ? undefined : await findCard(tx.db, pass.cardId);
    const refusal = judgePassStep({ pass, card, now: tx.now }, step);
    const state = passStateAfter(pass.state, step);
    if (refusal !== undefined || state === undefined) return refuse(refusal ?? passStepNotOpen(pass.state));
    const judged = card === undefined ? undefined : judgePoolCard(card, { step, reason });
    if (judged?.ok === false) return judged;

    const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
    const own = pass.holderId !== null && owners.has(pass.holderId) ? [] : begun.value.own;
    const resumed = own.map(({ cardId }) => cardId);
    const seqs = await record({
      kind: entryKinds[step],
      ...subjectOfPass(pass),
      details: {
        pass: passId,
        numeral: pass.numeral,
        step,
        from: pass.state,
        ...(own.length === 0 ? {} : { resumed }),
      },
      personal: { recordClass: 'act', data: { reason } },
    });
    const back = step === 'restore' || step === 'withdraw';
    await savePass(tx, pass, { state, stateReason: reason, ...(back ? nobody : {}) }, seqs.site);
    if (pass.cardId !== null && !keepsLoan.has(step)) await endLoan(tx, siteId, pass.cardId, seqs.site);
    if (card !== undefined && judged !== undefined) {
      const pool = step === 'withdraw' ? { poolSiteId: null } : {};
      await saveCard(tx, card, { ...judged.value, ...pool }, seqs.ministry);
    }
    for (const one of own) await saveCard(tx, one, { state: 'active', stateReason: null }, seqs.ministry);
    return ok({ state });
  });
}

export const noPass: Refusal = { code: 'not-found', detail: 'この通行証は登録されていません。' };
