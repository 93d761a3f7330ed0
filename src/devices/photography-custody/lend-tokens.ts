import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { judgeDates } from '../../permits/using/judge-dates.ts';
import { holdPhotography } from './hold-photography.ts';
import { judgeTokensLent, type TokensLent } from './judge-tokens-lent.ts';
import { addTokens, loadTokensOut } from './token-rows.ts';

/** Lends what whoever takes pictures wears (腕章・記章), all of it or nothing: within the dates of a permit that is in force. */
export function lendTokens(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  tokens: TokensLent,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdPhotography(tx, context.principal, siteId, permitId);
    if (!held.ok) return held;
    const { permit, isInForce } = held.value;
    const shut = isInForce ? judgeDates(permit, tx.now) : notInForce;
    if (shut !== undefined) return refuse(shut);
    await tx.takeHeads([siteId]);
    const { concernedIds } = permit;
    const errors = judgeTokensLent(tokens, { concernedIds, out: await loadTokensOut(tx.db, siteId) });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const lentSeq = tx.record(siteId, {
      ...entryOfPermit('photography-tokens-lent', permitId, permit),
      details: { tokens: tokens.map(({ sort, number, holder }) => ({ sort, number, holder })) },
    });
    const loan = { siteId, permitId, lentSeq, state: 'lent', lentAt: tx.now, returnedAt: null } as const;
    await addTokens(
      tx,
      tokens.map(({ sort, number, holder }) => ({ ...loan, sort, number, holderId: holder })),
    );
    return ok({ seq: lentSeq });
  });
}

const notInForce: Refusal = {
  code: 'conflict',
  detail: '貸し出すのは、許可され、又は届け出られて、まだ終わっていない撮影・録音のときだけです。',
};
