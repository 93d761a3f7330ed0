import { adjoining } from './lints/adjoining.ts';
import { boundaryControl } from './lints/boundary-control.ts';
import { controls } from './lints/controls.ts';
import { directions } from './lints/directions.ts';
import { duplicates } from './lints/duplicates.ts';
import { entryReaders } from './lints/entry-readers.ts';
import type { Finding, Lint, PlanFacts } from './lints/finding.ts';
import { freePassage } from './lints/free-passage.ts';
import { officers } from './lints/officers.ts';
import { references } from './lints/references.ts';
import { separations } from './lints/separations.ts';
import { signs } from './lints/signs.ts';
import { timeZone } from './lints/time-zone.ts';
import { ways } from './lints/ways.ts';
import { zoneClass } from './lints/zone-class.ts';
import type { SitePlan } from './plan.ts';

const lints: readonly Lint[] = [
  duplicates,
  references,
  directions,
  timeZone,
  controls,
  adjoining,
  separations,
  boundaryControl,
  signs,
  freePassage,
  ways,
  entryReaders,
  officers,
  zoneClass,
];

/** Everything wrong with a plan at a moment. Lints are total: what a broken reference hides, its own finding tells. */
export function lintPlan(plan: SitePlan, facts: PlanFacts): readonly Finding[] {
  return lints.flatMap((lint) => lint(plan, facts));
}

/**
 * What stops a new plan: a refused finding the present plan does not already have. A rule that changed under a standing
 * building stays reported, but does not keep its officers from every other change.
 */
export function newRefusals(present: readonly Finding[], next: readonly Finding[]): readonly Finding[] {
  const known = new Set(present.map(keyOf));
  return next.filter((finding) => finding.severity === 'refused' && !known.has(keyOf(finding)));
}

function keyOf({ code, element, row, at }: Finding): string {
  const field = at.split('/').slice(3).join('/');
  return JSON.stringify([code, element, row ?? null, field]);
}
