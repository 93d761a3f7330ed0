import { atOnce } from '../../src/kernel/in-slices.ts';
import type { ActTx } from '../../src/log/writing/perform-act.ts';
import { lintPlan } from '../../src/zones/lints/lint-plan.ts';
import { diffingPlans } from '../../src/zones/plan/plan-diff.ts';
import { savePlan } from '../../src/zones/plan/save-plan.ts';
import { emptyPlan } from '../../src/zones/plan/show-difference.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aMoment, theLayers } from './a-ruled-zone.ts';

/** Stores the first plan of a site with entry `seq`, as its officers' PUT would: one that is refused there is refused here. */
export async function storePlan(tx: ActTx, siteId: string, plan: SitePlan, seq: number): Promise<void> {
  const officers = new Set(plan.zones.map(({ id }) => id));
  const findings = atOnce(lintPlan(plan, { layersFor: () => theLayers(), officers, at: aMoment }));
  const refused = findings.filter(({ severity }) => severity === 'refused');
  if (refused.length > 0) throw new Error(`a plan nobody could put: ${JSON.stringify(refused)}`);
  const diff = atOnce(diffingPlans(emptyPlan, plan));
  await savePlan(tx, siteId, seq, { plan, diff, closed: { zones: [], reason: '' } });
}
