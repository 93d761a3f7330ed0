import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { lend } from '../../people/loans/loan-rows.ts';
import type { LoanBasis } from '../../people/loans/tables.ts';
import { findCard } from '../../people/registry/card-rows.ts';
import { judgeLending } from './judge-lending.ts';
import { findPassByNumeral, findPassLentTo, type PassRow, savePass } from './pass-rows.ts';

export type PassLending = {
  readonly numeral: string;
  /** A member of a visit, or a person. */
  readonly holder: string;
  readonly basis: LoanBasis;
  /** When it was handed out. */
  readonly lentAt: Date;
  /** When it has to be back; the loan does not end by itself. */
  readonly dueAt: Date;
  /** The highest class of the zones it will be worn in: its pattern must not be of a lower one. */
  readonly upToClass?: number | undefined;
  /** Own cards of the holder that were suspended for it. */
  readonly suspendedCardIds?: readonly string[];
};

/**
 * Lends a pass from `seq` of the site's log on: its card, if it has one, is then read as the holder's. The caller holds the
 * site's head, has locked a holder who is a person, and records the act. Refuses what is not in stock, so that of two who lend
 * one pass the first has it.
 */
export async function lendPass(
  tx: ActTx,
  siteId: string,
  lending: PassLending,
  seq: number,
): Promise<Result<PassRow, Refusal>> {
  const { numeral, holder, basis, lentAt, dueAt, upToClass, suspendedCardIds = [] } = lending;
  const pass = await findPassByNumeral(tx.db, siteId, numeral);
  const cardId = pass?.cardId ?? null;
  const card = cardId === null ? undefined : await findCard(tx.db, cardId);
  const held = await findPassLentTo(tx.db, siteId, holder);
  const refusal = judgeLending({ pass, card, held, basis, upToClass, now: tx.now });
  if (refusal !== undefined || pass === undefined) return refuse(refusal ?? { code: 'not-found' });
  if (cardId !== null) await lend(tx, siteId, { cardId, holderId: holder, basis, dueAt }, seq);
  const lent: Partial<PassRow> = {
    state: 'lent',
    stateReason: null,
    holderId: holder,
    lentAt,
    dueAt,
    suspendedCardIds: [...suspendedCardIds],
  };
  return ok(await savePass(tx, pass, lent, seq));
}
