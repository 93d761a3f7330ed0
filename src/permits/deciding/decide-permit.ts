import type { Principal } from '../../authority/principal.ts';
import { holdsRole } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryKindOf } from '../registry/entry-kind-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { answeringFor } from '../rule/answering-for.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import { findDeciderBar } from './find-decider-bar.ts';
import { holdsAt } from './holds-at.ts';
import { insteadOf } from './instead-of.ts';
import { judgeAbsence } from './judge-absence.ts';
import { type ConsentOutcome, judgeConsent } from './judge-consent.ts';
import { withLooks } from './with-looks.ts';
import { withStandIns } from './with-stand-ins.ts';

/** What a permit is ended by, or sent back, against the will of whoever applied. */
export type DecidingStep = 'return' | 'reject' | 'revoke';

const entryKinds = {
  return: 'permit-returned',
  reject: 'permit-rejected',
  revoke: 'permit-revoked',
} as const satisfies Record<DecidingStep, string>;

/** Why, and where it is done in the stead of an officer why that one is absent. */
export type Said = { readonly reason: string; readonly absence?: string | undefined };

/** Returns (差戻し), refuses (不許可) or revokes (取消し) a permit; a revocation counts from this answer on (I5). */
export function decidePermit(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  step: DecidingStep,
  { reason, absence }: Said,
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, context.principal, siteId, permitId, step);
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    const decided = await weighDecider(tx, context.principal, permit, step);
    if (!decided.ok) return decided;
    const added = decided.value;
    const silent = judgeAbsence(added, absence);
    if (silent !== undefined) return refuse(silent);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(entryKindOf(permit, next, entryKinds[step]), permitId, permit),
      details: { kind: permit.kind, from: permit.state, to: next, ...insteadOf(added) },
      personal: { recordClass: 'act', data: { reason, ...(absence === undefined ? {} : { absence }) } },
    });
    const afterwards = withLooks(permit.afterwards, added, { by: context.principal.actor.id, now: tx.now });
    await savePermit(tx, permit, { state: next, reason, afterwards }, seq);
    return ok({ state: next });
  });
}

/** Who stops whatever is going on, whoever let it begin. */
const stoppers = ['ciso', 'general-officer', 'security-officer', 'guard'] as const satisfies readonly Role[];

/**
 * Whoever could consent to any part of it, in the stead of an officer too, and who answers for the whole site; a revocation also by the guard.
 * To return and to refuse is to decide, which no party does (I8); by a role of their own anybody stops, whomever it is for. What they
 * answer for, as far as it is asked.
 */
async function weighDecider(
  tx: ActTx,
  principal: Principal,
  permit: PermitRow,
  step: DecidingStep,
): Promise<Result<ConsentOutcome['added'], Refusal>> {
  const { siteId, rule, organisationId } = permit;
  const stops = step === 'revoke';
  const roles = stops ? stoppers : (['security-officer'] as const);
  const ofSite = roles.some((role) => holdsRole(principal, role, { siteId }));
  const own = judgeConsent(answeringFor(rule, organisationId), [], holdsAt(principal, siteId));
  const byRole = ofSite ? [] : own.added;
  const isTheirs = ofSite || byRole.length > 0;
  const added = isTheirs ? byRole : (await withStandIns(tx, principal, permit, own)).added;
  if (!isTheirs && added.length === 0) return refuse(notTheirs);
  const refusal = isTheirs && stops ? undefined : await findDeciderBar(tx, principal, permit);
  return refusal === undefined ? ok(added) : refuse(refusal);
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: 'この許可を判断する権限がありません。区域などの責任者が行ってください。',
};
