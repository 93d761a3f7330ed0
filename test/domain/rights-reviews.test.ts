import { describe, expect, it } from 'vitest';
import { quarterAt, quarterNamed } from '../../src/rights/reviews/quarter.ts';
import { type RightReviewed, reviewLineOf } from '../../src/rights/reviews/review-line.ts';

const begins = new Date('2026-06-30T15:00:00.000Z');

describe('AT-313 2.2.1.3(2)(f) a quarter', () => {
  it.each([
    ['2026-06-30T14:59:59.999Z', '2026-04'],
    ['2026-06-30T15:00:00.000Z', '2026-07'],
    ['2026-12-31T14:59:59.999Z', '2026-10'],
    ['2026-12-31T15:00:00.000Z', '2027-01'],
  ])('of the ministry holds %s in that of %s', (at, name) => {
    expect(quarterAt(new Date(at)).name).toBe(name);
  });

  it('is found by its name', () => {
    for (const name of ['2026-04', '2026-10', '2027-01'])
      expect(quarterNamed(name)).toEqual(quarterAt(quarterNamed(name).begins));
    expect(quarterNamed('2026-07').begins).toEqual(begins);
  });

  it('is reviewed within thirty days of its first', () => {
    expect(quarterAt(begins)).toEqual({
      ...{ name: '2026-07', begins },
      dueAt: new Date('2026-07-30T15:00:00.000Z'),
    });
  });
});

describe('AT-313 2.2.1.3(2)(f) a right', () => {
  const now = new Date('2026-07-10T00:00:00.000Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const right: RightReviewed = {
    ...{ kind: 'role', id: 'a', holder: 'one', role: 'guard', siteId: 'site', scope: null },
    ...{ from: daysAgo(200), until: null, inEffect: true, lastUsedAt: daysAgo(1), decided: null },
  };
  const line = (over: Partial<RightReviewed> = {}) => reviewLineOf({ ...right, ...over }, { begins }, now);

  it.each([
    ['that was in effect before is to be decided', {}, true],
    ['that was given since is not', { from: begins }, false],
    ['that has ended is not', { inEffect: false }, false],
  ])('%s', (_, over, isDue) => {
    expect(line(over).isDue).toBe(isDue);
  });

  it.each([
    ['used 90 days ago', { lastUsedAt: daysAgo(90) }, false],
    ['used before that', { lastUsedAt: daysAgo(91) }, true],
    ['never used since it was given long ago', { lastUsedAt: null }, true],
    ['never used and given lately', { lastUsedAt: null, from: daysAgo(9) }, false],
    ['that ended and was not used', { lastUsedAt: null, inEffect: false }, false],
  ])('%s is marked as unused: %#', (_, over, isUnused) => {
    expect(line(over).isUnused).toBe(isUnused);
  });
});
