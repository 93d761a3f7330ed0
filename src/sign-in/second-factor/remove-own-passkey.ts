import { eq } from 'drizzle-orm';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockOwnPasskey, notYourPasskey } from '../passkeys/passkey-rows.ts';
import { passkeys } from '../passkeys/tables.ts';
import { beginOwnFactorChange } from './begin-own-factor-change.ts';
import { findFactors } from './find-factors.ts';
import { findRemovalRefusal } from './find-removal-refusal.ts';
import { hasLasting } from './second-factors.ts';
import { recoveryCodes } from './tables.ts';

/**
 * Removes a passkey of the person who acts, unless it is the last factor of somebody of whom one is demanded: from then on nobody signs in by it. The
 * recovery codes go with the last.
 */
export function removeOwnPasskey(
  deps: ActDeps,
  context: ActContext,
  passkeyId: string,
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor, roles } = context.principal;
  return performAct(deps, context, async (tx) => {
    const own = await beginOwnFactorChange(tx, context);
    if (!own.ok) return own;
    if ((await lockOwnPasskey(tx.db, actor, passkeyId)) === undefined) return refuse(notYourPasskey);
    const { loginId } = own.value;
    const held = await findFactors(tx.db, loginId);
    const left = { ...held, passkeys: held.passkeys - 1 };
    const refusal = await findRemovalRefusal(tx.db, left, roles);
    if (refusal !== undefined) return refuse(refusal);
    tx.recordMinistry(
      { kind: 'passkey-removed', subject: { person: actor.id }, details: { passkey: passkeyId } },
      [],
    );
    await tx.db.update(passkeys).set({ removedAt: tx.now }).where(eq(passkeys.passkeyId, passkeyId));
    if (!hasLasting(left)) await tx.db.delete(recoveryCodes).where(eq(recoveryCodes.loginId, loginId));
    return ok({});
  });
}
