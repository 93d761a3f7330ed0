import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { exampleIds } from '../../../src/api/openapi/examples/example-ids.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { lintPlan } from '../../../src/zones/lints/lint-plan.ts';
import { examplePlan } from '../../../src/zones/plan/example-plan.ts';
import { SitePlanBody } from '../../../src/zones/plan/site-plan.ts';
import type { Layers } from '../../../src/zones/regulation/layers.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { aDetermination, aMoment, theLayers, unified } from '../../support/a-ruled-zone.ts';

/** What is found in the example in a ministry where each managed zone has its officer. */
function foundUnder(layers: Layers) {
  const officers = new Set(examplePlan.zones.map(({ id }) => id));
  return atOnce(lintPlan(examplePlan, { layersFor: () => layers, officers, at: aMoment }));
}

describe('the example of a plan', () => {
  it('is one, with something in each of its lists', () => {
    expect(Value.Check(SitePlanBody, examplePlan)).toBe(true);
    expect(Object.keys(examplePlan).toSorted()).toEqual(Object.keys(SitePlanBody.properties).toSorted());
    for (const [list, elements] of Object.entries(examplePlan)) expect(elements, list).not.toEqual([]);
  });

  it('is refused for nothing where the ministry has determined nothing yet', () => {
    const findings = foundUnder(theLayers({}));
    expect(findings.filter(({ severity }) => severity === 'refused')).toEqual([]);
  });

  it('has nothing to mend where every proposal is adopted', () => {
    const determinations = loadProposals(unified).map(({ reason, ...proposal }) =>
      aDetermination({
        ...proposal,
        id: `${proposal.row}/${proposal.zoneClass}`,
        organisation: exampleIds.organisation,
      }),
    );
    expect(foundUnder(theLayers({ determinations }))).toEqual([]);
  });
});
