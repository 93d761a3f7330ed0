import { databaseOf } from '../../db/pool.ts';
import {
  beginConfirmation,
  type ConfirmationDeps,
  previewConfirmation,
} from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { sameValue } from '../plan/same-value.ts';
import { type PlanAnswer, type PlanDeps, storeChange } from './change-plan.ts';
import { parseProposedPlan, parseWeighed } from './parse-proposed-plan.ts';
import { preparePlan } from './prepare-plan.ts';

/**
 * Stores a proposed change of the plan as the act of its second person, in one entry that names both. Refused where it is
 * not the change that was proposed any more: another plan stands, or it would let in others than it was weighed to.
 */
export async function confirmPlanChange(
  deps: PlanDeps & ConfirmationDeps,
  context: ActContext,
  siteId: string,
  proposalId: string,
): Promise<Result<PlanAnswer, Refusal>> {
  const { principal } = context;
  const key = { siteId, kind: 'plan-change', proposalId } as const;
  const asked = { principal, key };
  const now = deps.clock.now();
  const proposed = await previewConfirmation(deps, { db: databaseOf(deps.pool), now }, asked);
  if (!proposed.ok) return proposed;
  const draft = draftOf(proposed.value, parseProposedPlan);
  const weighed = parseWeighed(proposed.value);
  const change = { ...draft, siteId, isSeen: (seq: number) => seq === weighed.seq };
  const prepared = await preparePlan(deps, change, now);
  if (!prepared.ok) return prepared;
  const { refusals, opens } = prepared.value;
  if (refusals.length > 0) return refuse({ code: 'plan-refused', errors: refusals });
  if (!sameValue(opens, weighed.opens)) return refuse(weighedAnew);
  return performAct(deps, context, async (tx) => {
    const begun = await beginConfirmation(deps, tx, asked);
    if (!begun.ok) return begun;
    await closeProposal(tx, begun.value, 'confirmed', principal.actor.id);
    return storeChange(deps, tx, change, prepared.value, begun.value);
  });
}

const weighedAnew: Refusal = {
  code: 'version-mismatch',
  detail:
    '提案した後に許可や判断が変わり、この変更で入れるようになる人が提案のときと違います。内容を見直して、あらためて提案してください。',
};
