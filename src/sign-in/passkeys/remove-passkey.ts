import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { lockOwnPasskey, notYourPasskey } from './passkey-rows.ts';
import { passkeys } from './tables.ts';

/** Removes a passkey of the person who acts: from then on nobody signs in by it. */
export function removePasskey(
  deps: ActDeps,
  context: ActContext,
  passkeyId: string,
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    if ((await lockOwnPasskey(tx.db, actor, passkeyId)) === undefined) return refuse(notYourPasskey);
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry(
      { kind: 'passkey-removed', subject: { person: actor.id }, details: { passkey: passkeyId } },
      [],
    );
    await tx.db.update(passkeys).set({ removedAt: tx.now }).where(eq(passkeys.passkeyId, passkeyId));
    return ok({});
  });
}
