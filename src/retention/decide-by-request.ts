import type { Proposed } from '../dual-control/propose.ts';
import { propose } from '../dual-control/propose.ts';
import { ministryLogId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, performAct } from '../log/perform-act.ts';
import { isOrganisation } from '../zones/sites/find-organisations.ts';
import { everyOrganisation } from './cutoffs.ts';
import { type RetentionDeps, storeDecision } from './decide-retention.ts';
import { judgeDecider, takesTwo } from './judge-retention-decision.ts';
import { loadDays } from './load-cutoffs.ts';
import type { ProposedDecision, WeighedDecision } from './retention-proposal-kinds.ts';

/** A rule that stands, or a proposal that waits for its second person. */
export type DecisionAnswer =
  | { readonly id: string; readonly proposal?: never }
  | { readonly proposal: Proposed };

/** Decides days as whoever asks, where one person is enough; else proposes them. */
export function decideByRequest(
  deps: RetentionDeps,
  context: ActContext,
  decision: ProposedDecision,
): Promise<Result<DecisionAnswer, Refusal>> {
  const { principal } = context;
  const { recordClass, organisationId, days } = decision;
  return performAct(deps, context, async (tx): Promise<Result<DecisionAnswer, Refusal>> => {
    const refusal = judgeDecider(principal.actor);
    if (refusal !== undefined) return refuse(refusal);
    if (organisationId !== everyOrganisation && !(await isOrganisation(tx.db, organisationId))) {
      return refuse({ code: 'not-found' });
    }
    const before = await loadDays(tx.db, recordClass, organisationId);
    if (!takesTwo(before, days))
      return storeDecision(deps, tx, { ...decision, decidedBy: principal.actor.id });
    const weighed: WeighedDecision = { before: before ?? null };
    const kind = 'retention-decision';
    const proposed = await propose(tx, principal, { siteId: ministryLogId, kind, draft: decision, weighed });
    return proposed.ok ? ok({ proposal: proposed.value }) : proposed;
  });
}
