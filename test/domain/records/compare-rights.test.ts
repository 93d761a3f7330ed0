import { describe, expect, it } from 'vitest';
import { compareRights } from '../../../src/records/rights-difference/compare-rights.ts';
import type { RightAt } from '../../../src/records/rights-difference/right-at.ts';

const day = (nth: number) => new Date(Date.UTC(2026, 3, nth));
const right = (id: string, over: Partial<RightAt> = {}): RightAt => ({
  ...{ sort: 'role', id, holder: 'a', right: '警備', place: '本館', log: 'ministry' },
  from: { seq: 3, at: null },
  until: { seq: null, at: null },
  ...over,
});
const between = { from: day(1), until: day(10), seqs: () => ({ from: 5, until: 9 }) };
const told = (before: readonly RightAt[], after: readonly RightAt[]) =>
  compareRights(before, after, between).map(({ right: { id }, isGained, why }) => [id, isGained, why]);

describe('AT-317 METI 24(2) the rights of two moments', () => {
  it('differ in nothing where nobody lost or gained one', () => {
    expect(told([right('one')], [right('one')])).toEqual([]);
  });

  it.each<readonly [string, Partial<RightAt>]>([
    ['entry', { until: { seq: 7, at: null } }],
    ['period', { until: { seq: null, at: day(4) } }],
    // Ended after the later moment: something else took it from them.
    ['holder', { until: { seq: 12, at: day(11) } }],
  ])('say of what was lost by %s what took it', (why, over) => {
    expect(told([right('one', over)], [])).toEqual([['one', false, why]]);
  });

  it.each<readonly [string, Partial<RightAt>]>([
    ['entry', { from: { seq: 6, at: null } }],
    ['period', { from: { seq: 2, at: day(3) } }],
    ['holder', { from: { seq: 2, at: day(1) } }],
  ])('say of what was gained by %s what gave it', (why, over) => {
    expect(told([], [right('one', over)])).toEqual([['one', true, why]]);
  });

  it('are another right where one lets do it elsewhere, and stand by holder, what was lost first', () => {
    const moved = [
      right('one', { place: '別館', from: { seq: 8, at: null } }),
      right('two', { holder: 'b' }),
    ];
    expect(told([right('one', { until: { seq: 8, at: null } })], moved)).toEqual([
      ['one', false, 'entry'],
      ['one', true, 'entry'],
      ['two', true, 'holder'],
    ]);
  });
});
