import { and, eq, isNull } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { AccountRow } from '../accounts/account-rows.ts';
import { signInAccounts } from '../accounts/tables.ts';
import { passkeys } from '../passkeys/tables.ts';
import { findFactors } from '../second-factor/find-factors.ts';
import { recoveryCodes, signInChallenges, totpEnrolments, totpFactors } from '../second-factor/tables.ts';
import { endSessions } from '../sessions/end-sessions.ts';

/** Why it is done, and who or what machine did it beside the actor of the act. */
export type RemovalGrounds = {
  readonly reason: string;
  /** Whoever proposed it, where two persons do it. */
  readonly proposer?: string;
  /** Who stood at which machine, where the terminal does it. */
  readonly removedBy?: { readonly osUser: string; readonly host: string };
};

/**
 * Takes every second factor of an account away and ends the sessions of its person, with the entry; the person is told when they sign in
 * next, and enrols anew where a role of theirs demands it. The caller holds the account and the ministry's head. Answers how many sessions ended.
 */
export async function removeFactors(
  tx: ActTx,
  { loginId, personId }: Pick<AccountRow, 'loginId' | 'personId'>,
  { reason, proposer, removedBy }: RemovalGrounds,
): Promise<number> {
  const { db, now } = tx;
  const { totpEnrolledAt, ...counted } = await findFactors(db, loginId);
  const sessionsEnded = await endSessions(tx, personId, undefined);
  tx.recordMinistry(
    {
      kind: 'lost-factors-removed',
      subject: { person: personId, ...(proposer === undefined ? {} : { proposer }) },
      details: { totp: totpEnrolledAt !== null, ...counted, sessionsEnded, ...removedBy },
      personal: { recordClass: 'act', data: { reason } },
    },
    [],
  );
  // What was begun and not finished goes, too: whoever holds it would finish it.
  for (const table of [totpFactors, totpEnrolments, recoveryCodes, signInChallenges]) {
    await db.delete(table).where(eq(table.loginId, loginId));
  }
  await db
    .update(passkeys)
    .set({ removedAt: now })
    .where(and(eq(passkeys.loginId, loginId), isNull(passkeys.removedAt)));
  await db.update(signInAccounts).set({ factorsRemovedAt: now }).where(eq(signInAccounts.loginId, loginId));
  return sessionsEnded;
}
