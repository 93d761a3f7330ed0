import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOfReplaced } from '../../../src/people/permissions/change-of-replaced.ts';

const now = new Date('2026-04-06T00:00:00Z');
const day = (n: number) => new Date(now.getTime() + n * 86_400_000);
const old = { state: 'approved', validUntil: day(30) } as const;

describe('a permission whose renewal is approved', () => {
  it.each([
    ['ends at once where the other has begun', 0, { state: 'ended' }],
    ['holds until the other begins', 20, { validUntil: day(20) }],
    ['holds to its own end where the other begins later', 40, undefined],
    ['holds to its own end where the other begins then', 30, undefined],
  ])('%s', (_, begins, change) => {
    expect(changeOfReplaced(old, { validFrom: day(begins) }, now)).toEqual(change);
  });

  it.each([
    ['is over', { ...old, validUntil: now }],
    ['was ended by an act', { ...old, state: 'ended' as const }],
  ])('stays as it is where it %s', (_, gone) => {
    expect(changeOfReplaced(gone, { validFrom: day(-1) }, now)).toBeUndefined();
  });

  it('never holds beside the other, nor shorter than it must', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (begins, ends) => {
        const replaced = { state: 'to-review' as const, validUntil: day(ends) };
        const after = { ...replaced, ...changeOfReplaced(replaced, { validFrom: day(begins) }, now) };
        const holds = (at: Date) => after.state === 'to-review' && at < after.validUntil;
        for (let n = 0; n < 60; n += 1) expect(holds(day(n))).toBe(n < ends && n < begins);
      }),
    );
  });
});
