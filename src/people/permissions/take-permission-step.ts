import { holdsRole, type Principal, scopesHeld } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findContractOf } from '../registry/contract-rows.ts';
import type { PersonRow } from '../registry/person-rows.ts';
import { beginPermissionAct } from './begin-permission-act.ts';
import type { PermissionState } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';
import { type DecidingStep, savePermissionStep } from './save-permission-step.ts';

/** Rejects (不許可), returns, withdraws or ends a permission; an end counts at every door from this answer on (I5). */
export function takePermissionStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissionId: string,
  step: DecidingStep,
  reason: string,
): Promise<Result<{ readonly state: PermissionState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermissionAct(tx, siteId, permissionId);
    if (!begun.ok) return begun;
    const { permission, person } = begun.value;
    const unit = await findUnit(tx.db, person);
    const refusal = judgeStepTaker(context.principal, permission, unit, step);
    if (refusal !== undefined) return refuse(refusal);
    return savePermissionStep(tx, permission, step, reason);
  });
}

/**
 * Who may end any permission of the site. A 課室情報セキュリティ責任者 ends those of the unit's own people and contractors, a
 * host one's own, one applied for, or one of those one answers for.
 */
const enders = [
  'ciso',
  'general-officer',
  'security-officer',
  'rights-admin',
  'guard',
] as const satisfies readonly Role[];

function judgeStepTaker(
  principal: Principal,
  permission: PermissionRow,
  unit: string | null,
  step: DecidingStep,
): Refusal | undefined {
  const { siteId, zoneIds, applicantId, personId, outsider } = permission;
  const { id } = principal.actor;
  const zones = scopesHeld(principal, 'zone-officer', siteId);
  const officer = zoneIds.some((zone) => zones === 'all' || zones.has(zone));
  if (step === 'withdraw') {
    return id === applicantId
      ? undefined
      : { code: 'forbidden', detail: '取下げは申請した人が行ってください。' };
  }
  if (step === 'end') {
    const concerned = [applicantId, personId, outsider?.host].includes(id);
    const ofUnit = unit !== null && holdsRole(principal, 'section-officer', { siteId, scope: unit });
    return officer || concerned || ofUnit || enders.some((role) => holdsRole(principal, role, { siteId }))
      ? undefined
      : {
          code: 'forbidden',
          detail: 'この許可を終わらせる権限がありません。区域の責任者に連絡してください。',
        };
  }
  return officer || holdsRole(principal, 'security-officer', { siteId })
    ? undefined
    : { code: 'forbidden', detail: 'この許可の区域の責任者が行ってください。' };
}

/** The unit a person belongs to: one's own, or for an outsider that of the contract. */
async function findUnit(db: Database, person: PersonRow | undefined): Promise<string | null> {
  const contract = await findContractOf(db, person);
  return person?.organisationId ?? contract?.organisationId ?? null;
}
