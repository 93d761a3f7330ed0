import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockOwnPasskey, notYourPasskey } from './passkey-rows.ts';
import { passkeys } from './tables.ts';

/** Calls a passkey of the person who acts by another name. */
export function renamePasskey(
  deps: ActDeps,
  context: ActContext,
  { passkeyId, name }: { readonly passkeyId: string; readonly name: string },
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    if ((await lockOwnPasskey(tx.db, actor, passkeyId)) === undefined) return refuse(notYourPasskey);
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry(
      {
        kind: 'passkey-renamed',
        subject: { person: actor.id },
        details: { passkey: passkeyId },
        personal: { recordClass: 'act', data: { name } },
      },
      [],
    );
    await tx.db.update(passkeys).set({ name }).where(eq(passkeys.passkeyId, passkeyId));
    return ok({});
  });
}
