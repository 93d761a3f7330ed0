import { eq } from 'drizzle-orm';
import type { Principal } from '../../authority/principal.ts';
import type { ProofMethod } from '../../authority/proof-methods.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { nextLock } from '../../operators/next-lock.ts';
import { sessions } from '../../operators/tables.ts';

/** Keeps that the person of a session has shown once more who they are, by what was looked at already, and opens its screen; answers when. */
export function saveProof(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
  method: ProofMethod,
): Promise<Result<{ readonly provedAt: Date }, Refusal>> {
  const { actor, credential, roles }: Principal = context.principal;
  return performAct(deps, context, async (tx) => {
    if (credential.kind !== 'session') return refuse(noSession);
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry(
      { kind: 'proved-again', subject: { person: actor.id, token: credential.id }, details: { method } },
      [],
    );
    await tx.db
      .update(sessions)
      .set({ provedAt: tx.now, locksAt: nextLock(roles, tx.now) })
      .where(eq(sessions.tokenId, credential.id));
    return ok({ provedAt: tx.now });
  });
}

const noSession: Refusal = {
  code: 'conflict',
  detail: '本人であることを確かめるのは、サインインしたセッションだけです。トークンには聞きません。',
};
