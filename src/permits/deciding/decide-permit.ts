import type { Principal } from '../../authority/principal.ts';
import { holdsRole } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { beginPermitAct } from '../registry/begin-permit-act.ts';
import { entryKindOf } from '../registry/entry-kind-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { answeringFor } from '../rule/answering-for.ts';
import { holdsAt } from './holds-at.ts';
import { judgeConsent } from './judge-consent.ts';

/** What a permit is ended by, or sent back, against the will of whoever applied. */
export type DecidingStep = 'return' | 'reject' | 'revoke';

const entryKinds = {
  return: 'permit-returned',
  reject: 'permit-rejected',
  revoke: 'permit-revoked',
} as const satisfies Record<DecidingStep, string>;

/** Returns (差戻し), refuses (不許可) or revokes (取消し) a permit; a revocation counts from this answer on (I5). */
export function decidePermit(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  step: DecidingStep,
  reason: string,
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, siteId, permitId, step);
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    if (!mayDecide(context.principal, permit, step)) return refuse(notTheirs);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(entryKindOf(permit, next, entryKinds[step]), permitId, permit),
      details: { kind: permit.kind, from: permit.state, to: next },
      personal: { recordClass: 'act', data: { reason } },
    });
    const endedAt = step === 'revoke' ? tx.now : null;
    await savePermit(tx, permit, { state: next, reason, endedAt }, seq);
    return ok({ state: next });
  });
}

/** Who stops whatever is going on, whoever let it begin. */
const stoppers = ['ciso', 'general-officer', 'security-officer', 'guard'] as const satisfies readonly Role[];

/** Whoever could consent to any part of it, and who answers for the whole site; a revocation also by the guard. */
function mayDecide(
  principal: Principal,
  { siteId, rule, organisationId }: PermitRow,
  step: DecidingStep,
): boolean {
  const roles = step === 'revoke' ? stoppers : (['security-officer'] as const);
  if (roles.some((role) => holdsRole(principal, role, { siteId }))) return true;
  return judgeConsent(answeringFor(rule, organisationId), [], holdsAt(principal, siteId)).added.length > 0;
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: 'この許可を判断する権限がありません。区域などの責任者が行ってください。',
};
