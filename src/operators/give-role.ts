import { and, eq, isNull } from 'drizzle-orm';
import { roleAssignments } from '../authority/tables.ts';
import { isUuid, ministryLogId, newId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../log/perform-act.ts';
import { persons } from '../people/registry/tables.ts';
import { planElements } from '../zones/plan/tables.ts';
import { isOrganisation } from '../zones/sites/find-organisations.ts';
import { findSite } from '../zones/sites/find-site.ts';
import { judgeReach } from './judge-reach.ts';
import { judgeRoleDraft, type RoleDraft, scopeOf } from './judge-role-draft.ts';

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
      judgeRoleDraft(principal.actor, draft) ??
      (await judgeAgainstRecord(tx, draft));
    if (refusal !== undefined) return refuse(refusal);
    const { holder, role, siteId = null, scope = null } = draft;
    await tx.takeHeads(siteId === null ? [ministryLogId] : [ministryLogId, siteId]);
    if (await isHeld(tx, draft)) {
      return refuse({ code: 'conflict', detail: 'この役割はすでに与えられています。' });
    }
    const id = newId<'role-assignment'>();
    const fromSeq = tx.recordMinistry(
      {
        kind: 'role-given',
        subject: holder.type === 'person' ? { person: holder.id } : {},
        details: { assignment: id, holderType: holder.type, holder: holder.id, role, siteId, scope },
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
    });
    return ok({ id });
  });
}

async function judgeAgainstRecord(tx: ActTx, draft: RoleDraft): Promise<Refusal | undefined> {
  const { holder, siteId, scope, role } = draft;
  if (holder.type === 'person' && !(await isActivePerson(tx, holder.id))) {
    return unknown('/holder/id', '在職中の人として登録されていません');
  }
  if (siteId !== undefined && (!isUuid(siteId) || (await findSite(tx.db, siteId)) === undefined)) {
    return unknown('/siteId', 'この庁舎は登録されていません');
  }
  if (scope === undefined) return undefined;
  const kind = scopeOf(role);
  if (kind === 'zone' && siteId !== undefined && !(await isZone(tx, siteId, scope))) {
    return unknown('/scope', 'この庁舎にこの区域はありません');
  }
  if (kind === 'organisation' && !(isUuid(scope) && (await isOrganisation(tx.db, scope)))) {
    return unknown('/scope', 'この組織は登録されていません');
  }
  return undefined;
}

function unknown(at: string, message: string): Refusal {
  return { code: 'unprocessable', errors: [{ at, message }] };
}

async function isActivePerson({ db }: ActTx, personId: string): Promise<boolean> {
  if (!isUuid(personId)) return false;
  const found = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(and(eq(persons.personId, personId), isNull(persons.untilSeq), eq(persons.state, 'active')));
  return found.length === 1;
}

async function isZone({ db }: ActTx, siteId: string, zone: string): Promise<boolean> {
  const found = await db
    .select({ id: planElements.elementId })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, 'zone'),
        eq(planElements.elementId, zone),
        isNull(planElements.untilSeq),
      ),
    );
  return found.length === 1;
}

async function isHeld({ db }: ActTx, { holder, role, siteId, scope }: RoleDraft): Promise<boolean> {
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
      ),
    );
  return held.length > 0;
}
