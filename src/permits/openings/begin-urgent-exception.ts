import { holdsRole, type Principal } from '../../authority/principal.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import type { Applied, PermitDeps } from '../applying/apply-for-permit.ts';
import { detailsOfApplication } from '../applying/details-of-application.ts';
import { newPermit } from '../applying/new-permit.ts';
import { weighApplication } from '../applying/weigh-application.ts';
import { findDeciderBar } from '../deciding/find-decider-bar.ts';
import { afterwardsDays } from '../lifecycle/afterwards-days.ts';
import { entryKindOf } from '../registry/entry-kind-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { addPermit } from '../registry/permit-rows.ts';
import { judgeUrgentException } from './judge-urgent-exception.ts';
import { type OpeningRequest, openingApplication } from './opening-application.ts';

/** What is excepted first and applied for afterwards: it begins at once. */
export type UrgentRequest = Omit<OpeningRequest, 'kind' | 'from' | 'terms'>;

/**
 * Excepts before anybody applied (緊急の例外措置): in force from this answer on, in the name of the officer who acts, for hours, and never for
 * themselves, for whom they are bound to, or for visitors whom they host (I8). Within days
 * it is applied for, and looked at by 許可権限者; that it is not applied for is a task that rises.
 */
export function beginUrgentException(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  request: UrgentRequest,
): Promise<Result<Applied, Refusal>> {
  const { principal } = context;
  const actor = principal.actor.id;
  return performAct(deps, context, async (tx) => {
    if (!answersFor(principal, siteId, request.zones)) return refuse(notTheirs);
    const terms = { urgent: true } as const;
    const named = {
      siteId,
      kind: 'person-exception',
      applicantId: null,
      concernedIds: request.persons,
    } as const;
    const barred = await findDeciderBar(tx, principal, { ...named, terms });
    if (barred !== undefined) return refuse(barred);
    const opening = openingApplication({ ...request, kind: 'exception', from: tx.now, terms });
    const application = { ...opening, begunByOfficer: true } as const;
    const weighed = await weighApplication(tx, context, siteId, deps.policy, application);
    if (!weighed.ok) return weighed;
    const { draft, rule, quoted } = weighed.value;
    const refusal = judgeUrgentException(request.until, { kind: draft.kind, rule, now: tx.now });
    if (refusal !== undefined) return refuse(refusal);

    await holdActiveStaff(tx, request.persons);
    await tx.takeHeads([siteId]);
    const permitId = newId<'permit'>();
    const state = 'filed';
    const kind = entryKindOf({ kind: draft.kind, state: undefined }, state, 'exception-urgent');
    const fromSeq = tx.record(siteId, {
      ...entryOfPermit(kind, permitId, draft),
      details: { ...detailsOfApplication(draft, rule, quoted), urgent: true },
    });
    const due = new Date(tx.now.getTime() + afterwardsDays.apply * dayMs).toISOString();
    await addPermit(tx, {
      ...newPermit({ ...weighed.value, state }, { siteId, permitId, fromSeq, applicantId: actor }),
      afterwards: { is: 'apply', due, needs: [] },
    });
    return ok({ id: permitId, state, rule });
  });
}

/** Whoever answers for the site or decides exceptions, for any zone; whoever answers for zones, for theirs. */
function answersFor(principal: Principal, siteId: string, zones: readonly string[]): boolean {
  const everywhere = ['ciso', 'general-officer', 'security-officer', 'exception-approver'] as const;
  return (
    everywhere.some((role) => holdsRole(principal, role, { siteId })) ||
    zones.every((scope) => holdsRole(principal, 'zone-officer', { siteId, scope }))
  );
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '緊急の例外措置は、許可権限者、情報セキュリティ責任者か、すべての区域の責任者が行ってください。',
};
