import { type Proposed, propose } from '../../dual-control/propose.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type AccountDeletion, type WeighedDeletion, weighDeletion } from './account-deletion.ts';
import { findDeletable } from './find-deletable.ts';

/** What would be deleted, and the proposal that waits for its approval. */
export type DeletionProposed = { readonly proposal: Proposed; readonly deletes: WeighedDeletion };

/** Asks to delete the record of who was given a login id (2.2.1.3(2)(g)(イ)); nothing goes until 情報セキュリティ責任者 approves it. */
export function proposeDeletion(
  deps: ActDeps,
  context: ActContext,
  deletion: AccountDeletion,
): Promise<Result<DeletionProposed, Refusal>> {
  const { principal } = context;
  return performAct<DeletionProposed>(deps, context, async (tx) => {
    const account = await findDeletable(tx.db, deletion.loginId, principal.actor.id);
    if (!account.ok) return account;
    const deletes = weighDeletion(account.value);
    const proposed = await propose(tx, principal, {
      siteId: ministryLogId,
      kind: 'account-deletion',
      draft: deletion,
      weighed: deletes,
    });
    return proposed.ok ? ok({ proposal: proposed.value, deletes }) : proposed;
  });
}
