import { eq, sql } from 'drizzle-orm';
import { beginConfirmation, type ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { nobody } from '../accounts/nobody.ts';
import { signInAccounts } from '../accounts/tables.ts';
import { signInApplications } from '../applications/tables.ts';
import { parseProposedDeletion } from './account-deletion.ts';
import { findDeletable } from './find-deletable.ts';

/**
 * Deletes the record of who was given a login id, as the approval of a second person. The login id stays, as nobody's: it is issued never again
 * (2.2.1.3(2)(g)(ウ)). What it was verified by goes with the link to its person.
 */
export function confirmDeletion(
  deps: ActDeps & ConfirmationDeps,
  context: ActContext,
  proposalId: string,
): Promise<Result<Record<never, never>, Refusal>> {
  const { principal } = context;
  const key = { siteId: ministryLogId, kind: 'account-deletion', proposalId } as const;
  return performAct(deps, context, async (tx) => {
    const { db, now } = tx;
    const begun = await beginConfirmation(deps, tx, { principal, key });
    if (!begun.ok) return begun;
    const deletion = draftOf(begun.value, parseProposedDeletion);
    const { loginId, reason } = deletion;
    const account = await findDeletable(db, loginId, principal.actor.id);
    if (!account.ok) return account;
    await tx.takeHeads([ministryLogId]);
    await closeProposal(tx, begun.value, 'confirmed', principal.actor.id);
    const { issuedAt, endedAt } = account.value;
    tx.recordMinistry(
      {
        kind: 'account-deleted',
        subject: { proposer: begun.value.proposedBy },
        details: { issuedAt: issuedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
        personal: { recordClass: 'act', data: { loginId, reason } },
      },
      [],
    );
    await db.select({ done: sql`done` }).from(sql`forget_login_id(${loginId}) as done`);
    const nobodys = { personId: nobody, applicationId: null, signedInFrom: null };
    await db
      .update(signInAccounts)
      .set({ ...nobodys, deletedAt: now })
      .where(eq(signInAccounts.loginId, loginId));
    await db
      .update(signInApplications)
      .set({ personId: nobody })
      .where(eq(signInApplications.loginId, loginId));
    return ok({});
  });
}
