import { describe, expect, it } from 'vitest';
import { demoPlan } from '../../../src/demo/demo-plan.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { lintPlan } from '../../../src/zones/lints/lint-plan.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { aMoment, anOrganisation, theLayers, unified } from '../../support/a-ruled-zone.ts';

const plan = demoPlan(anOrganisation);

function findings(officers: ReadonlySet<string>) {
  const determinations: Determination[] = loadProposals(unified).map((proposal, index) => ({
    ...proposal,
    id: `proposal-${index}`,
    organisation: anOrganisation,
    decidedBy: 'ciso',
    basis: '見本',
    from: new Date(0),
  }));
  return atOnce(
    lintPlan(plan, {
      layersFor: () => theLayers({ determinations }),
      officers,
      at: aMoment,
    }),
  );
}

describe('the demo office', () => {
  it('has 14 zones of classes 0 to 3 on three floors and 40 doors', () => {
    expect(plan.zones).toHaveLength(14);
    expect(new Set(plan.zones.map((zone) => zone.class))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(plan.zones.map(({ floor }) => floor)).size).toBe(3);
    expect(plan.doors).toHaveLength(40);
  });

  it('has nothing wrong once its proposals are adopted and its zones have officers', () => {
    expect(findings(new Set(plan.zones.map(({ id }) => id)))).toEqual([]);
  });

  it('is only warned about zones without officers before they are appointed', () => {
    const found = findings(new Set());
    expect(new Set(found.map(({ code, severity }) => `${code} ${severity}`))).toEqual(
      new Set(['no-officer warning']),
    );
  });
});
