import type { ActTx } from '../../log/perform-act.ts';
import { endLoan, lend } from '../../people/loans/loan-rows.ts';
import { findPassByNumeral, savePass } from './pass-rows.ts';

/**
 * Says of a lent pass that another has it (訂正), from `seq` of the site's log on. The caller holds the site's head and records
 * the act; a pass that is not lent to `from` stays as it is.
 */
export async function handPassOn(
  tx: ActTx,
  siteId: string,
  { numeral, from, to }: { readonly numeral: string; readonly from: string; readonly to: string },
  seq: number,
): Promise<void> {
  const pass = await findPassByNumeral(tx.db, siteId, numeral);
  if (pass?.state !== 'lent' || pass.holderId !== from || pass.dueAt === null) return;
  const { cardId, basis, dueAt } = pass;
  if (cardId !== null) {
    await endLoan(tx, siteId, cardId, seq);
    await lend(tx, siteId, { cardId, holderId: to, basis, dueAt }, seq);
  }
  await savePass(tx, pass, { holderId: to }, seq);
}
