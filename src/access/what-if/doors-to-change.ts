import { inSlices } from '../../kernel/in-slices.ts';
import type { Finding, PlanFacts } from '../../zones/lints/finding.ts';
import { lintPlan } from '../../zones/lints/lint-plan.ts';
import { emptyPlan } from '../../zones/plan/show-difference.ts';
import type { LoadedRules } from '../rules/rule-sources.ts';
import { layOver, type Trial } from './trial.ts';

/** What of the building would have to change: the findings that a trial brings to the plan. */
export async function doorsToChange(
  standing: LoadedRules,
  trial: Trial,
  officers: PlanFacts['officers'],
  at: Date,
): Promise<readonly Finding[]> {
  const before = await findingsOf(standing, officers, at);
  const after = await findingsOf(layOver(standing, trial), officers, at);
  const known = new Set(before.map(keyOf));
  return after.filter((finding) => !known.has(keyOf(finding)));
}

function findingsOf({ site: { plan, layers } }: LoadedRules, officers: PlanFacts['officers'], at: Date) {
  return inSlices(lintPlan(plan ?? emptyPlan, { layersFor: () => layers, officers, at }));
}

function keyOf({ code, element, row }: Finding): string {
  return JSON.stringify([code, element, row ?? null]);
}
