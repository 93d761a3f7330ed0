import { findMissingProof } from '../../authority/find-missing-proof.ts';
import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import { holdsRole, type Principal, scopesHeld } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import type { NamedZones } from '../../zones/plan/find-zones.ts';
import { keptAs } from '../../zones/plan/kept-as.ts';
import { findContractOf } from '../registry/contract-rows.ts';
import type { Approval, Consent } from './application.ts';
import { beginPermissionAct } from './begin-permission-act.ts';
import { changeOfReplaced } from './change-of-replaced.ts';
import { type ApprovalOutcome, judgeApproval, type MissingConsent } from './judge-approval.ts';
import { loadStaffNamed } from './load-staff-named.ts';
import { partiesOf } from './parties-of.ts';
import { type PermissionState, permissionStateAfter } from './permission-lifecycle.ts';
import { findPermission, type PermissionRow, savePermission } from './permission-rows.ts';
import { permissionStepNotOpen } from './permission-step-not-open.ts';
import { weighApplication } from './weigh-application.ts';

export type ApprovalAnswer = {
  readonly state: PermissionState;
  /** Zones this consent covered; null = the right to enter during a lockdown. */
  readonly added: readonly (string | null)[];
  /** What is still to be consented to, and in which roles. */
  readonly missing: readonly MissingConsent[];
};

/**
 * An officer's consent to a standing permission, for every zone that needs this officer's. With the last one it is in
 * force, and what it replaces ends when it begins. Never by the applicant or the person it is for (I8).
 */
export function approvePermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissionId: string,
): Promise<Result<ApprovalAnswer, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermissionAct(tx, siteId, permissionId);
    if (!begun.ok) return begun;
    const { permission, person } = begun.value;
    const approved = permissionStateAfter(permission.state, 'approve');
    if (approved === undefined) return refuse(permissionStepNotOpen(permission.state));
    const refusal = judgeApprover(principal, permission) ?? judgeReview(permission);
    if (refusal !== undefined) return refuse(refusal);
    const activeStaff = await loadStaffNamed(tx.db, permission);
    const contract = await findContractOf(tx.db, person);
    // As the approver's roles: those confirmed when the act began count, and what is given meanwhile counts neither way.
    const bound = await loadRoleBonds(tx.db, principal.actor.id, concerned(permission), tx.now);

    const weighed = await weighApplication(tx, siteId, {
      application: permission,
      person,
      contract,
      activeStaff,
      // What was applied for is asked of the plan, not of whoever consents.
      rooms: 'all',
    });
    if (!weighed.ok) return weighed;
    if (partiesOf(permission).some((id) => bound.has(id))) return refuse(appointed);
    const { added, missing } = weighConsent(principal, permission, bound, weighed.value);
    const complete = missing.length === 0;
    if (added.length === 0) return refuse(notTheirs);
    const isAtClass3 = added.some(
      ({ zone }) => zone === null || keptAs(weighed.value.get(zone) ?? { class: null }) >= 3,
    );
    const unproved = isAtClass3 ? findMissingProof(principal, tx.now) : undefined;
    if (unproved !== undefined) return refuse(unproved);
    const at = tx.now.toISOString();
    const given = added.map((one) => ({ ...one, at, ...classOf(one, weighed.value) }));
    const approvals = [...permission.approvals, ...given];
    const state = complete ? approved : permission.state;
    const seq = tx.record(siteId, {
      kind: complete ? 'permission-approved' : 'permission-consented',
      subject: { permission: permissionId, person: permission.personId },
      details: {
        consents: added.map(({ zone, as }) => ({ zone, as })),
        replaces: complete ? permission.replaces : null,
      },
    });
    await savePermission(
      tx,
      permission,
      complete ? { state, approvals, reviewBy: null } : { approvals },
      seq,
    );
    if (complete) await endReplaced(tx, permission, seq);
    return ok({ state, added: added.map(({ zone }) => zone), missing });
  });
}

/** Who appoints the approver would be approving (I8). */
const appointed: Refusal = {
  code: 'self-approval',
  detail:
    '申請した人、許可を受ける人又は訪問相手と、この7日のうちに役割を与え、又は受けた人は承認できません。ほかの責任者が承認してください。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail:
    'この申請に、あなたの承認を要する区域は残っていません。区域の責任者か、二人目として認められる人が承認してください。',
};

function judgeApprover({ actor }: Principal, permission: PermissionRow): Refusal | undefined {
  if (actor.type !== 'person') {
    return { code: 'forbidden', detail: '承認は人が自分のトークンで行ってください。' };
  }
  return actor.id === permission.applicantId || actor.id === permission.personId
    ? {
        code: 'self-approval',
        detail: '申請した人と許可を受ける人は承認できません。ほかの責任者が承認してください。',
      }
    : undefined;
}

/** Silence never admits: the host's 審査 is an act of its own. */
function judgeReview({ outsider }: PermissionRow): Refusal | undefined {
  return outsider !== null && outsider.review === null
    ? {
        code: 'conflict',
        detail: '訪問相手の審査がまだ記録されていません。先に審査を記録してください。',
      }
    : undefined;
}

/** Whose bonds with the approver count: who has consented already, and whose application it is. */
function concerned(permission: PermissionRow): readonly string[] {
  return [...new Set([...partiesOf(permission), ...permission.approvals.map(({ by }) => by)])];
}

/** The class that is consented to: a zone that is raised later needs consent again. */
function classOf({ zone }: Consent, zones: NamedZones): Pick<Approval, 'class'> {
  const named = zone === null ? undefined : zones.get(zone);
  return named === undefined ? {} : { class: named.class };
}

function weighConsent(
  principal: Principal,
  permission: PermissionRow,
  bound: ReadonlySet<string>,
  zones: NamedZones,
): ApprovalOutcome {
  const { siteId, zoneIds, duringLockdown, approvals } = permission;
  const { id } = principal.actor;
  return judgeApproval({
    approver: {
      id,
      officerOf: scopesHeld(principal, 'zone-officer', siteId),
      securityOfficer: holdsRole(principal, 'security-officer', { siteId }),
      bound,
    },
    zones: zoneIds.map((zone) => ({ id: zone, class: zones.get(zone)?.class ?? null })),
    duringLockdown,
    approvals,
  });
}

/**
 * The same entry ends the old permission, or bounds it by the beginning of the new one where that is still to come; one
 * that ended by itself meanwhile stays as it is.
 */
async function endReplaced(tx: ActTx, renewed: PermissionRow, seq: number): Promise<void> {
  const old =
    renewed.replaces === null ? undefined : await findPermission(tx.db, renewed.siteId, renewed.replaces);
  const change = old && changeOfReplaced(old, renewed, tx.now);
  if (old !== undefined && change !== undefined) await savePermission(tx, old, change, seq);
}
