import { and, eq, isNull } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { signInChallenges } from '../second-factor/tables.ts';
import { providerLinks } from './tables.ts';

/** Ends a link of the person who acts: by that provider they do not sign in any more. */
export function unlinkSubject(
  deps: ActDeps,
  context: ActContext,
  linkId: string,
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const { linkId: id, removedAt } = providerLinks;
    const [link] = await tx.db
      .select()
      .from(providerLinks)
      .where(and(eq(id, linkId), isNull(removedAt)))
      .for('update');
    if (link === undefined || actor.type !== 'person' || link.personId !== actor.id) return refuse(notYours);
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry(
      { kind: 'provider-unlinked', subject: { person: link.personId }, details: { issuer: link.issuer } },
      [],
    );
    await tx.db.update(providerLinks).set({ removedAt: tx.now }).where(eq(id, linkId));
    // Who came by it and was asked for more goes no further.
    const { loginId, method } = signInChallenges;
    await tx.db.delete(signInChallenges).where(and(eq(loginId, link.loginId), eq(method, 'single-sign-on')));
    return ok({});
  });
}

const notYours: Refusal = { code: 'not-found', detail: 'あなたの結付けに、これはありません。' };
