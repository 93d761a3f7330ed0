import { and, eq, isNull } from 'drizzle-orm';
import { roleAssignments } from '../authority/tables.ts';
import { ministryLogId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../log/perform-act.ts';
import { judgeReach } from './judge-reach.ts';

/** Ends a role; the next request of its holder is judged without it. */
export function endRole(
  deps: ActDeps,
  context: ActContext,
  { assignmentId, reason }: { readonly assignmentId: string; readonly reason: string },
): Promise<Result<{ readonly id: string }, Refusal>> {
  // Whose role it is, only its row tells.
  return performAct(deps, { ...context, changesOwn: 'roles' }, async (tx) => {
    const current = and(eq(roleAssignments.assignmentId, assignmentId), isNull(roleAssignments.untilSeq));
    const [held] = await tx.db.select().from(roleAssignments).where(current).for('update');
    if (held === undefined) {
      return refuse({ code: 'not-found', detail: 'この役割の割当てはないか、すでに終わっています。' });
    }
    const refusal = judgeReach(context.principal, 'roles.change', held.siteId);
    if (refusal !== undefined) return refuse(refusal);
    const touched = held.siteId === null ? [] : [held.siteId];
    await tx.takeHeads([ministryLogId, ...touched]);
    const { holderType, holderId: holder, role, siteId, scope } = held;
    const untilSeq = tx.recordMinistry(
      {
        kind: 'role-ended',
        subject: holderType === 'person' ? { person: holder } : {},
        details: { assignment: assignmentId, holderType, holder, role, siteId, scope },
        personal: { recordClass: 'act', data: { reason } },
      },
      touched,
    );
    await tx.db.update(roleAssignments).set({ untilSeq }).where(current);
    return ok({ id: assignmentId });
  });
}
