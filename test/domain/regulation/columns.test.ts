import { describe, expect, it } from 'vitest';
import type { Zone } from '../../../src/zones/plan/site-plan.ts';
import { adjoiningRow, higherZone, showingRow } from '../../../src/zones/regulation/columns.ts';

describe('the rows of a boundary and of a sign', () => {
  it('row 7 is about a way down to class 0, row 9 to class 2', () => {
    expect(adjoiningRow({ class: 0 })).toBe('t1r7');
    expect(adjoiningRow({ class: 2 })).toBe('t1r9');
  });

  it('row 3 shows class 0, row 6 shows class 3, a ministry’s own class and the undecided', () => {
    expect(showingRow({ class: 0 })).toBe('t1r3');
    expect([3, 5, null].map((zoneClass) => showingRow({ class: zoneClass }))).toEqual([
      't1r6',
      't1r6',
      't1r6',
    ]);
  });

  it('the higher zone is found from either side, the undecided above all', () => {
    const hall = { class: 0 };
    const vault = { class: 3 };
    const unknown = { class: null };
    expect(higherZone(hall, vault)).toEqual({ higher: vault, lower: hall });
    expect(higherZone(vault, hall)).toEqual({ higher: vault, lower: hall });
    expect(higherZone<Pick<Zone, 'class'>>(vault, unknown)).toEqual({ higher: unknown, lower: vault });
  });

  it('equals have no boundary of this kind', () => {
    expect(higherZone({ class: 2 }, { class: 2 })).toBeUndefined();
  });
});
