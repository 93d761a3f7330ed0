import { describe, expect, it } from 'vitest';
import { powerCutsOf } from '../../../src/desk/roll-call/power-cuts-of.ts';

const empty = {
  ...{ name: '例', staff: 0, outsiders: 0, visitors: 0, services: 0, declared: 0 },
  ...{ confirmed: 0, assumed: 0, inferred: 0, missing: 0 },
};
const cut = { zoneId: 'server', what: '遮断の手順を掲示した', cutPower: '分電盤 2', cutBy: '当直' };

describe('who cuts which power', () => {
  it('is told of each zone, and that it is clear once nobody is there or missing from there', () => {
    const told = (over: object) => powerCutsOf([{ ...empty, zone: 'server', ...over }], [cut]);
    expect(told({})).toEqual([
      { zone: 'server', what: '遮断の手順を掲示した', power: '分電盤 2', by: '当直', isClear: true },
    ]);
    for (const left of ['staff', 'outsiders', 'visitors', 'services', 'declared', 'missing']) {
      expect(told({ [left]: 1 })).toMatchObject([{ isClear: false }]);
    }
  });

  it('is not told of a zone that is not shown, nor where nobody said who', () => {
    expect(powerCutsOf([{ ...empty, zone: 'office' }], [cut])).toEqual([]);
    expect(powerCutsOf([{ ...empty, zone: 'server' }], [{ ...cut, cutBy: null }])).toEqual([]);
  });
});
