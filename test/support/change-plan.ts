import { atOnce } from '../../src/kernel/in-slices.ts';
import { ok } from '../../src/kernel/result.ts';
import { performAct } from '../../src/log/writing/perform-act.ts';
import { loadPlan } from '../../src/zones/plan/load-plan.ts';
import { diffingPlans } from '../../src/zones/plan/plan-diff.ts';
import { savePlan } from '../../src/zones/plan/save-plan.ts';
import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { fromTerminal } from './from-terminal.ts';
import type { TestApp } from './test-app.ts';

/** Puts another plan of a site in force, whatever its officers would be told of it. */
export async function changePlan(
  { deps }: Pick<TestApp, 'deps'>,
  siteId: string,
  changed: (before: SitePlan) => SitePlan,
): Promise<void> {
  await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, { kind: 'plan-changed' });
    const { plan: before } = await loadPlan(tx.client, siteId);
    if (before === undefined) throw new Error('the site has no plan');
    const plan = changed(before);
    const diff = atOnce(diffingPlans(before, plan));
    await savePlan(tx, siteId, seq, { plan, diff, closed: { zones: [], reason: '' } });
    return ok(undefined);
  });
}
