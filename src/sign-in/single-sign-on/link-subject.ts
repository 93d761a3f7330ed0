import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson, lockAccount } from '../accounts/account-rows.ts';
import { findLink, listLinks } from './link-rows.ts';
import { providerLinks } from './tables.ts';

/** Links whom a provider says that the person who acts is: they have just shown it there. */
export function linkSubject(
  deps: ActDeps,
  context: ActContext,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const account = actor.type === 'person' ? await findAccountOfPerson(tx.db, actor.id) : undefined;
    const held = account && (await lockAccount(tx.db, account.loginId));
    if (held?.endedAt !== null) return refuse(hasNoAccount);
    const { loginId, personId } = held;
    await tx.takeHeads([ministryLogId]);
    if ((await findLink(tx.db, issuer, subject)) !== undefined) return refuse(linkedAlready);
    if ((await listLinks(tx.db, loginId)).some((link) => link.issuer === issuer)) return refuse(hasOne);
    tx.recordMinistry({ kind: 'provider-linked', subject: { person: personId }, details: { issuer } }, []);
    const linkId = newId<'link'>();
    await tx.db
      .insert(providerLinks)
      .values({ linkId, issuer, subject, loginId, personId, linkedAt: tx.now });
    return ok({});
  });
}

const hasNoAccount: Refusal = { code: 'conflict', detail: 'あなたには、識別コードがありません。' };
const linkedAlready: Refusal = {
  code: 'conflict',
  detail: '提供元のこの利用者は、すでに識別コードに結び付けられています。',
};
const hasOne: Refusal = {
  code: 'conflict',
  detail: 'この提供元には、すでに結び付けています。替えるときは、先に解いてください。',
};
