import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockOrganisation, saveOrganisation } from './press-organisation-rows.ts';
import { weighApprovals } from './weigh-approvals.ts';

/** Approves an organisation of the press, by another person than whoever entered it (I8). */
export function approveOrganisation(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  organisationId: string,
): Promise<Result<{ readonly state: 'accredited' }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const organisation = await lockOrganisation(tx, siteId, organisationId);
    if (organisation === undefined) return refuse({ code: 'not-found' });
    const [refusal] = await weighApprovals(tx, context, siteId, [organisation]);
    if (refusal !== undefined) return refuse(refusal);
    await tx.takeHeads([siteId]);
    const details = { pressOrganisation: organisationId };
    tx.record(siteId, { kind: 'press-organisation-approved', details });
    const approved = { approvedBy: context.principal.actor.id, approvedAt: tx.now };
    await saveOrganisation(tx, organisation, { state: 'accredited', ...approved });
    return ok({ state: 'accredited' });
  });
}
