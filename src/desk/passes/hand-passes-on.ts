import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { endLoan, lend } from '../../people/loans/loan-rows.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { findPassByNumeral, type PassRow, savePass } from './pass-rows.ts';
import { passes } from './tables.ts';

/** A pass that somebody has who was thought to be another. */
export type HandedOn = {
  /** null = there is none. */
  readonly numeral: string | null;
  readonly from: string;
  /** Whose it is: it is due when they go. */
  readonly to: Pick<ArrivalRow, 'memberId' | 'endsAt'>;
};

/**
 * Says of lent passes that others have them (訂正), from `seq` of the site's log on; two holders may have each other's. The caller holds the
 * site's head and records the act; a pass that is not lent to `from` stays as it is.
 */
export async function handPassesOn(
  tx: ActTx,
  siteId: string,
  handed: readonly HandedOn[],
  seq: number,
): Promise<void> {
  const lent: { readonly pass: PassRow; readonly to: HandedOn['to'] }[] = [];
  for (const { numeral, from, to } of handed) {
    const pass = numeral === null ? undefined : await findPassByNumeral(tx.db, siteId, numeral);
    if (pass?.state === 'lent' && pass.holderId === from) lent.push({ pass, to });
  }
  await letGo(
    tx,
    siteId,
    lent.map(({ pass }) => pass.passId),
  );
  for (const { pass, to } of lent) {
    const { cardId, basis } = pass;
    const { memberId: holderId, endsAt: dueAt } = to;
    if (cardId !== null) {
      await endLoan(tx, siteId, cardId, seq);
      await lend(tx, siteId, { cardId, holderId, basis, dueAt }, seq);
    }
    await savePass(tx, pass, { holderId, dueAt }, seq);
  }
}

/** Nobody has two passes, not even from one statement to the next. */
async function letGo({ db }: ActTx, siteId: string, passIds: readonly string[]): Promise<void> {
  await db
    .update(passes)
    .set({ holderId: null })
    .where(and(eq(passes.siteId, siteId), inArray(passes.passId, [...passIds]), isNull(passes.untilSeq)));
}
