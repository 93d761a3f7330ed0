import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { beginOwnFactorChange } from './begin-own-factor-change.ts';
import { findFactors } from './find-factors.ts';
import { saveRecoveryCodes } from './save-recovery-codes.ts';
import { hasLasting } from './second-factors.ts';

/** Gives the person who acts new recovery codes, shown this once; those before are worth nothing any more. */
export function renewOwnCodes(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
): Promise<Result<{ readonly recoveryCodes: readonly string[] }, Refusal>> {
  return performAct<{ readonly recoveryCodes: readonly string[] }>(deps, context, async (tx) => {
    const own = await beginOwnFactorChange(tx, context);
    if (!own.ok) return own;
    const { loginId, personId } = own.value;
    if (!hasLasting(await findFactors(tx.db, loginId))) return refuse(hasNoFactor);
    tx.recordMinistry({ kind: 'recovery-codes-renewed', subject: { person: personId } }, []);
    return ok({ recoveryCodes: await saveRecoveryCodes(tx.db, loginId) });
  });
}

const hasNoFactor: Refusal = {
  code: 'conflict',
  detail: '回復コードは、二つ目の要素を登録した人のものです。先に認証アプリを登録してください。',
};
