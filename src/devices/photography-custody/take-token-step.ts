import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { type LentState, type LentStep, lentStateAfter, lentStateNames } from '../lending/lent-lifecycle.ts';
import { holdPhotography } from './hold-photography.ts';
import { findToken, saveToken, type Token } from './token-rows.ts';

const entryKinds = {
  return: 'photography-token-returned',
  lose: 'photography-token-lost',
} as const satisfies Record<LentStep, string>;

/** Takes an armband or badge back, or records that it is lost, whatever has become of the permit meanwhile. */
export function takeTokenStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  step: LentStep,
  token: Token,
): Promise<Result<{ readonly state: LentState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdPhotography(tx, context.principal, siteId, permitId);
    if (!held.ok) return held;
    const lent = await findToken(tx.db, siteId, permitId, token);
    if (lent === undefined) return refuse(notLent);
    const state = lentStateAfter(lent.state, step);
    if (state === undefined) {
      const detail = `「${lentStateNames[lent.state]}」のため、この操作はできません。`;
      return refuse({ code: 'conflict', detail });
    }
    await tx.takeHeads([siteId]);
    const { sort, number } = lent;
    tx.record(siteId, {
      ...entryOfPermit(entryKinds[step], permitId, held.value.permit),
      details: { sort, number, holder: lent.holderId },
    });
    await saveToken(tx, lent, { state, returnedAt: step === 'return' ? tx.now : null });
    return ok({ state });
  });
}

const notLent: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/number', message: 'この許可でこの番号のものは貸し出されていません' }],
};
