import type { Slices } from '../../kernel/in-slices.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import { adjoining } from './adjoining.ts';
import { alarmSettings } from './alarm-settings.ts';
import { boundaryControl } from './boundary-control.ts';
import { cardFormats } from './card-formats.ts';
import { clauseSchedules } from './clause-schedules.ts';
import { controls } from './controls.ts';
import { directions } from './directions.ts';
import { duplicates } from './duplicates.ts';
import { entryReaders } from './entry-readers.ts';
import { exitReaders } from './exit-readers.ts';
import type { Finding, Lint, PlanFacts } from './finding.ts';
import { freePassage } from './free-passage.ts';
import { lostMinutes } from './lost-minutes.ts';
import { missingBoundaries } from './missing-boundaries.ts';
import { neverAlone } from './never-alone.ts';
import { numbers } from './numbers.ts';
import { officers } from './officers.ts';
import { references } from './references.ts';
import { separations } from './separations.ts';
import { signs } from './signs.ts';
import { timeZone } from './time-zone.ts';
import { ways } from './ways.ts';
import { workingDays } from './working-days.ts';
import { zoneClass } from './zone-class.ts';

const lints: readonly Lint[] = [
  duplicates,
  references,
  directions,
  timeZone,
  controls,
  cardFormats,
  lostMinutes,
  workingDays,
  alarmSettings,
  adjoining,
  separations,
  boundaryControl,
  missingBoundaries,
  signs,
  freePassage,
  neverAlone,
  numbers,
  clauseSchedules,
  ways,
  entryReaders,
  exitReaders,
  officers,
  zoneClass,
];

/** Everything wrong with a plan at a moment. Lints are total: what a broken reference hides, its own finding tells. */
export function* lintPlan(plan: SitePlan, facts: PlanFacts): Slices<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const lint of lints) {
    for (const found of lint(plan, facts)) {
      findings.push(...found);
      yield;
    }
  }
  return findings;
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
