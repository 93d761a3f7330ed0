import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { endLoan } from '../../people/loans/loan-rows.ts';
import { passStateAfter } from './pass-lifecycle.ts';
import { findPassByNumeral, type PassRow, savePass } from './pass-rows.ts';
import { passStepNotOpen } from './pass-step-not-open.ts';

/**
 * Takes the pass with a numeral back into stock from `seq` of the site's log on: its card is then nobody's. Answers the pass as it
 * was, with its holder. The caller holds the site's head and records the act. A 臨時カード is refused: with its loan the holder's
 * own cards count again, which is an act of its own (`returnPass`).
 */
export async function takePassBack(
  tx: ActTx,
  siteId: string,
  numeral: string,
  seq: number,
): Promise<Result<PassRow, Refusal>> {
  const pass = await findPassByNumeral(tx.db, siteId, numeral);
  if (pass === undefined) {
    return refuse({
      code: 'unprocessable',
      errors: [{ at: '/numeral', message: 'この番号の通行証はありません' }],
    });
  }
  return pass.basis === 'one-day' ? refuse(dayCard) : putInStock(tx, pass, seq);
}

/**
 * The same for a pass that this holder brings. What is recorded of a holder may be of yesterday: where the pass came back before and
 * was lent on, it stays with whoever has it now.
 */
export async function takePassFrom(
  tx: ActTx,
  siteId: string,
  { numeral, holder }: { readonly numeral: string; readonly holder: string },
  seq: number,
): Promise<Result<PassRow, Refusal>> {
  const pass = await findPassByNumeral(tx.db, siteId, numeral);
  const isLentOn = pass !== undefined && pass.holderId !== null && pass.holderId !== holder;
  return isLentOn ? refuse(lentOn) : takePassBack(tx, siteId, numeral, seq);
}

/** The same for a pass that was found and is of any sort. */
export async function putInStock(tx: ActTx, pass: PassRow, seq: number): Promise<Result<PassRow, Refusal>> {
  const state = passStateAfter(pass.state, 'take-back');
  if (state === undefined) return refuse(passStepNotOpen(pass.state));
  if (pass.cardId !== null) await endLoan(tx, pass.siteId, pass.cardId, seq);
  await savePass(tx, pass, { state, stateReason: null, ...nobody }, seq);
  return ok(pass);
}

/** What a pass says of a holder when it has none. */
export const nobody = { holderId: null, lentAt: null, dueAt: null, suspendedCardIds: [] };

const lentOn: Refusal = {
  code: 'conflict',
  detail: 'この通行証は、いまは別の人に貸し出しています。番号を確かめてください。',
};

const dayCard: Refusal = {
  code: 'conflict',
  detail: 'この通行証は臨時カードです。通行証の返却として記録してください。',
};
