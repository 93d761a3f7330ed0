import { and, eq, isNull } from 'drizzle-orm';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';

export type HeldRole = typeof roleAssignments.$inferSelect;

/** A role that nobody has ended, held to the end of the act. */
export async function lockHeldRole(db: Database, assignmentId: string): Promise<HeldRole | undefined> {
  const [held] = await db.select().from(roleAssignments).where(isCurrent(assignmentId)).for('update');
  return held;
}

/** Ends a role that the act holds, with its entry; the next request of its holder is judged without it. */
export async function endHeldRole(
  tx: ActTx,
  held: HeldRole,
  reason: string,
  further: Readonly<Record<string, string>> = {},
): Promise<void> {
  await tx.takeHeads(held.siteId === null ? [ministryLogId] : [ministryLogId, held.siteId]);
  await saveRoleEnd(tx, held, reason, further);
}

/** The same where the act holds the heads of the ministry and of the role's site already. */
export async function saveRoleEnd(
  tx: ActTx,
  { assignmentId, holderType, holderId: holder, role, siteId, scope }: HeldRole,
  reason: string,
  further: Readonly<Record<string, string>> = {},
): Promise<void> {
  const touched = siteId === null ? [] : [siteId];
  const untilSeq = tx.recordMinistry(
    {
      kind: 'role-ended',
      subject: holderType === 'person' ? { person: holder } : {},
      details: { assignment: assignmentId, holderType, holder, role, siteId, scope, ...further },
      personal: { recordClass: 'act', data: { reason } },
    },
    touched,
  );
  await tx.db.update(roleAssignments).set({ untilSeq }).where(isCurrent(assignmentId));
}

export const noSuchRole: Refusal = {
  code: 'not-found',
  detail: 'この役割の割当てはないか、すでに終わっています。',
};

function isCurrent(assignmentId: string) {
  return and(eq(roleAssignments.assignmentId, assignmentId), isNull(roleAssignments.untilSeq));
}
