import { describe, expect, it } from 'vitest';
import { compareRoster, findTwice, type RosterLine } from '../../src/rights/transfers/compare-roster.ts';

const line = (nth: number, over: Partial<RosterLine> = {}): RosterLine => ({
  ...{ employeeNumber: `K${nth}`, name: `職員${nth}`, nameKana: null, organisationId: `u${nth % 10}` },
  ...over,
});
const member = (nth: number) => ({ ...line(nth), personId: `p${nth}` });
const staff = Array.from({ length: 3_000 }, (_, nth) => member(nth));

describe('AT-311 2.2.1.3(2)(d), METI 24(7) the roster of April 1', () => {
  it('of 3,000 with 400 changes is compared to exactly those', () => {
    const lines = staff.flatMap(({ personId: _, ...one }, nth) => {
      if (nth < 150) return [];
      if (nth < 300) return [{ ...one, organisationId: `u${(nth + 1) % 10}` }];
      return nth < 310 ? [{ ...one, name: `新姓${nth}` }] : [one];
    });
    const joins = Array.from({ length: 90 }, (_, nth) => line(5_000 + nth));
    const { leaves, changes, same, ...rest } = compareRoster([...lines, ...joins], staff, undefined);
    expect(leaves.map(({ personId }) => personId)).toEqual(
      staff.slice(0, 150).map(({ personId }) => personId),
    );
    expect(changes.filter(({ isMoved }) => isMoved).map(({ before }) => before.personId)).toEqual(
      staff.slice(150, 300).map(({ personId }) => personId),
    );
    expect(changes.filter(({ isRenamed }) => isRenamed)).toHaveLength(10);
    expect([rest.joins, same, changes.length]).toEqual([joins, 2_690, 160]);
  });

  it('of some units makes nobody of another leave', () => {
    const { leaves } = compareRoster([], staff.slice(0, 20), new Set(['u3']));
    expect(leaves.map(({ personId }) => personId)).toEqual(['p3', 'p13']);
  });

  it('names nobody twice', () => {
    expect(findTwice([line(1), line(2), line(1)])).toMatchObject([{ at: '/persons/2/employeeNumber' }]);
  });
});
