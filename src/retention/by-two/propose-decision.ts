import { type Proposed, propose } from '../../dual-control/propose.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { everyOrganisation } from '../rules/cutoffs.ts';
import type { RetentionDeps } from '../rules/decide-retention.ts';
import { judgeDecider } from '../rules/judge-two.ts';
import { loadDays } from '../rules/load-cutoffs.ts';
import type { ProposedDecision, WeighedDecision } from './retention-proposal-kinds.ts';

/** Proposes days as whoever asks; they stay what they are until a second person confirms it. */
export function proposeDecision(
  deps: RetentionDeps,
  context: ActContext,
  decision: ProposedDecision,
): Promise<Result<{ readonly proposal: Proposed }, Refusal>> {
  const { principal } = context;
  const { recordClass, organisationId } = decision;
  return performAct(deps, context, async (tx) => {
    const refusal = judgeDecider(principal.actor);
    if (refusal !== undefined) return refuse(refusal);
    if (organisationId !== everyOrganisation && !(await isOrganisation(tx.db, organisationId))) {
      return refuse({ code: 'not-found' });
    }
    const weighed: WeighedDecision = {
      before: (await loadDays(tx.db, recordClass, organisationId)) ?? null,
    };
    const kind = 'retention-decision';
    const proposed = await propose(tx, principal, { siteId: ministryLogId, kind, draft: decision, weighed });
    return proposed.ok ? ok({ proposal: proposed.value }) : proposed;
  });
}
