import { judgingGaps } from '../src/gaps/judging-gaps.ts';
import { listedLines } from '../src/gaps/shown-gaps.ts';
import { atOnce } from '../src/kernel/in-slices.ts';
import { lintPlan } from '../src/zones/lints/lint-plan.ts';
import { aMoment, anOrganisation, theLayers } from '../test/support/a-ruled-zone.ts';
import { everythingDetermined } from './determined.ts';
import { benchPlan } from './office.ts';

const size = 200;

/** A gap report of 200 zones judged for the first time: lints, every row, and what is listed of it. */
export function measureGaps() {
  const plan = benchPlan(anOrganisation, size - 2);
  const layers = theLayers({ determinations: everythingDetermined(anOrganisation) });
  const started = performance.now();
  const findings = atOnce(lintPlan(plan, { layersFor: () => layers, officers: new Set(), at: aMoment }));
  const registered = {
    cameras: [],
    measures: [],
    equipment: [],
    additions: [],
    unpermitted: [],
    lastPassages: new Map(),
  };
  const facts = { at: aMoment, rulesSeq: 1, plan, layers, findings, ...registered };
  const report = atOnce(judgingGaps(facts));
  const listed = listedLines(report).length;
  const coldMs = Math.round(performance.now() - started);
  return { zones: report.zones.length, lines: report.lines.length, listed, coldMs };
}
