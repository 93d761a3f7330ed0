import { eq } from 'drizzle-orm';
import type { ProofMethod } from '../../authority/proof-methods.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { nextLock } from '../../operators/principals/next-lock.ts';
import { sessions } from '../../operators/tables.ts';
import { beginOwnFactorChange } from '../second-factor/begin-own-factor-change.ts';
import type { ShownFactor } from '../second-factor/shown-factor.ts';

/**
 * Keeps that the person of a session has shown once more who they are, by what was looked at already, and opens its screen; answers when. A second
 * factor is taken with it, and is from then on what the session has shown.
 */
export async function saveProof(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
  method: ProofMethod,
  shown: ShownFactor | undefined,
): Promise<Result<{ readonly provedAt: Date }, Refusal>> {
  const { actor, credential, roles } = context.principal;
  const saved = await performAct<{ readonly provedAt: Date }>(deps, context, async (tx) => {
    if (credential.kind !== 'session') return refuse(noSession);
    const taken = await (shown === undefined ? takeNone(tx) : takeFactor(tx, context, shown));
    if (!taken.ok) return taken;
    tx.recordMinistry(
      { kind: 'proved-again', subject: { person: actor.id, token: credential.id }, details: { method } },
      [],
    );
    await tx.db
      .update(sessions)
      .set({
        provedAt: tx.now,
        locksAt: nextLock(roles, tx.now),
        ...(shown && { secondFactor: shown.factor }),
      })
      .where(eq(sessions.tokenId, credential.id));
    return ok({ provedAt: tx.now });
  });
  if (!saved.ok) await shown?.onRefused?.();
  return saved;
}

async function takeNone(tx: ActTx): Promise<Result<undefined, Refusal>> {
  await tx.takeHeads([ministryLogId]);
  return ok(undefined);
}

async function takeFactor(
  tx: ActTx,
  context: Pick<ActContext, 'principal'>,
  { take }: ShownFactor,
): Promise<Result<undefined, Refusal>> {
  const own = await beginOwnFactorChange(tx, context);
  if (!own.ok) return own;
  return (await take(tx, own.value)) === undefined ? refuse(usedMeanwhile) : ok(undefined);
}

const noSession: Refusal = {
  code: 'conflict',
  detail: '本人であることを確かめるのは、サインインしたセッションだけです。トークンには聞きません。',
};
const usedMeanwhile: Refusal = {
  code: 'conflict',
  detail: '示されたものは、もう使えません。もう一度、新しいもので確かめてください。',
};
