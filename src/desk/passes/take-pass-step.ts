import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { endLoan } from '../../people/loans/loan-rows.ts';
import { findCard, saveCard } from '../../people/registry/card-rows.ts';
import { beginPassAct } from './begin-pass-act.ts';
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

/**
 * Takes a pass one step on beside lending: one that did not come back is stopped with its card, at every door from this answer
 * on (I5), and keeps the name of its last holder until it is found.
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
    const act = await beginPassAct(tx, siteId, seen.cardId === null ? 'paper' : 'card');
    const pass = (await findPass(tx.db, siteId, passId)) ?? seen;
    const state = passStateAfter(pass.state, step);
    if (state === undefined) return refuse(passStepNotOpen(pass.state));
    const card = pass.cardId === null ? undefined : await findCard(tx.db, pass.cardId);
    const cardState = card === undefined ? undefined : judgePoolCard(card.state, step);
    if (cardState?.ok === false) return cardState;

    const seqs = act.record({
      kind: entryKinds[step],
      ...subjectOfPass(pass),
      details: { pass: passId, numeral: pass.numeral, step, from: pass.state },
      personal: { recordClass: 'act', data: { reason } },
    });
    const back = step === 'restore' || step === 'withdraw';
    await savePass(tx, pass, { state, stateReason: reason, ...(back ? nobody : {}) }, seqs.site);
    if (pass.state === 'lent' && pass.cardId !== null) await endLoan(tx, siteId, pass.cardId, seqs.site);
    if (card !== undefined && cardState !== undefined) {
      const pool = step === 'withdraw' ? { poolSiteId: null } : {};
      await saveCard(tx, card, { state: cardState.value, stateReason: reason, ...pool }, seqs.ministry);
    }
    return ok({ state });
  });
}

export const noPass: Refusal = { code: 'not-found', detail: 'この通行証は登録されていません。' };
