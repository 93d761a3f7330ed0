import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { roleAssignments } from '../../authority/tables.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { judgeReach } from '../judge-reach.ts';
import { judgeRoleDraft, type RoleDraft } from './judge-role-draft.ts';
import { judgeRoleReferences } from './judge-role-references.ts';
import { loadRoleReferences } from './load-role-references.ts';

/** Gives a person or a machine a role (権限管理, 統一技術基準 2.2.1.3). */
export function giveRole(
  deps: ActDeps,
  context: ActContext,
  draft: RoleDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    const refusal =
      judgeReach(principal, 'roles.change', draft.siteId ?? null) ??
      judgeRoleDraft(principal.actor, await loadOwnersOfAct(tx.db, principal.actor), draft, tx.now) ??
      judgeRoleReferences(draft, await loadRoleReferences(tx.db, draft));
    if (refusal !== undefined) return refuse(refusal);
    const { holder, role, siteId = null, scope = null, from = null, until = null, duty = null } = draft;
    await tx.takeHeads(siteId === null ? [ministryLogId] : [ministryLogId, siteId]);
    if (await isHeld(tx, draft)) {
      return refuse({ code: 'conflict', detail: 'この役割はすでに与えられています。' });
    }
    const id = newId<'role-assignment'>();
    const fromSeq = tx.recordMinistry(
      {
        kind: 'role-given',
        subject: holder.type === 'person' ? { person: holder.id } : {},
        details: {
          ...{ assignment: id, holderType: holder.type, holder: holder.id, role, siteId, scope },
          from: from?.toISOString() ?? null,
          until: until?.toISOString() ?? null,
        },
        ...(duty === null ? {} : { personal: { recordClass: 'act' as const, data: { duty } } }),
      },
      siteId === null ? [] : [siteId],
    );
    await tx.db.insert(roleAssignments).values({
      assignmentId: id,
      fromSeq,
      holderType: holder.type,
      holderId: holder.id,
      role,
      siteId,
      scope,
      givenBy: principal.actor.id,
      givenAt: tx.now,
      validFrom: from,
      validUntil: until,
      duty,
    });
    return ok({ id });
  });
}

/** Whether the same is given already, for a period that meets this one. */
async function isHeld(
  { db, now }: ActTx,
  { holder, role, siteId, scope, from, until }: RoleDraft,
): Promise<boolean> {
  const held = await db
    .select({ id: roleAssignments.assignmentId })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.holderType, holder.type),
        eq(roleAssignments.holderId, holder.id),
        eq(roleAssignments.role, role),
        siteId === undefined ? isNull(roleAssignments.siteId) : eq(roleAssignments.siteId, siteId),
        scope === undefined ? isNull(roleAssignments.scope) : eq(roleAssignments.scope, scope),
        isNull(roleAssignments.untilSeq),
        or(isNull(roleAssignments.validUntil), gt(roleAssignments.validUntil, from ?? now)),
        until === undefined
          ? undefined
          : or(isNull(roleAssignments.validFrom), lt(roleAssignments.validFrom, until)),
      ),
    );
  return held.length > 0;
}
