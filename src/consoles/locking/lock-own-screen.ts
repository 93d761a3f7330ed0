import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { sessions } from '../../operators/tables.ts';

/** Locks the screen of the session one acts by (METI 19(3)), at once and at every instance; it opens by a proof of its person (`prove`). */
export function lockOwnScreen(
  deps: ActDeps,
  context: ActContext,
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor, credential } = context.principal;
  return performAct(deps, context, async (tx) => {
    if (credential.kind !== 'session') return refuse(noScreen);
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry({ kind: 'screen-locked', subject: { person: actor.id, token: credential.id } }, []);
    await tx.db.update(sessions).set({ locksAt: tx.now }).where(eq(sessions.tokenId, credential.id));
    return ok({});
  });
}

const noScreen: Refusal = {
  code: 'conflict',
  detail: '施錠できるのは、サインインした画面だけです。トークンには画面がありません。',
};
