import { describe, expect, it } from 'vitest';
import { demoPlan } from '../../../src/demo/demo-plan.ts';
import { expectPermits } from '../../../src/demo/permits/expect-permits.ts';
import type { Walker } from '../../../src/demo/traffic/plan-day.ts';
import { newId } from '../../../src/kernel/ids.ts';

const plan = demoPlan(newId());

function aWalker(work: Walker['work'], ...zones: readonly string[]): Walker {
  const card = { format: 'wiegand-34', facility: '12', number: '1' };
  return { personId: newId(), card, zones: new Set(['lobby', ...zones]), work };
}

const [guard, host, clerk] = [
  aWalker('guard', 'guard-room'),
  aWalker('office', 'office-general'),
  aWalker('office', 'office-policy'),
];
const archivist = aWalker('office', 'office-general', 'archive');
const cleaners = [aWalker('cleaner', 'office-general', 'archive'), aWalker('cleaner', 'archive')];
const walkers = [guard, host, clerk];
const house = {
  plan,
  everybody: [...walkers, archivist, ...cleaners],
  receiving: new Set([1]),
  mayAct: () => true,
};

describe('the permits of a simulated day', () => {
  it('are pictures by whoever has no visitor, and a work of people who walk nowhere else', () => {
    expect(expectPermits(walkers, house)).toEqual({
      pictures: { walker: 2, zone: 'office-policy' },
      work: { zone: 'archive', attendant: archivist, workers: cleaners },
    });
  });

  it('are left out where the house has nobody for them', () => {
    const nobody = { pictures: undefined, work: undefined };
    expect(expectPermits([guard], { ...house, everybody: [guard] })).toEqual(nobody);
    expect(expectPermits(walkers, { ...house, mayAct: () => false })).toEqual(nobody);
    // At night the cleaners do not come.
    const { work } = expectPermits(walkers, { ...house, everybody: [...walkers, archivist] });
    expect(work).toBeUndefined();
    const everybodyWalks = expectPermits(house.everybody, house);
    expect(everybodyWalks.work).toBeUndefined();
  });
});
