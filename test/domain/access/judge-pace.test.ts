import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePace, type Pace } from '../../../src/access/batch/judge-pace.ts';

type Read = { readonly made: number; readonly taken: number };

/** The first of these reads, by its place, that shows that the clock was set. All times in milliseconds. */
function shownBy(reads: readonly Read[]): number {
  let pace: Pace | undefined;
  return reads.findIndex(({ made, taken }) => {
    const judged = judgePace(new Date(made), new Date(taken), pace);
    pace = judged === 'set' ? undefined : judged;
    return judged === 'set';
  });
}

const gaps = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 40 });
const summed = (numbers: readonly number[]) => numbers.map((_, place) => sum(numbers.slice(0, place + 1)));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const backTo = fc.integer({ min: 31_000, max: 10 * 365 * 86_400_000 });
const start = Date.parse('2026-04-06T00:00:00Z');

describe('reads that look too old', () => {
  it('show after ten seconds that a clock was set, however far and in which direction, and however often they come', () => {
    fc.assert(
      fc.property(gaps(20_000), backTo, fc.boolean(), (between, back, wholeSeconds) => {
        const times = summed(between);
        const reads = times.map((time) => {
          const made = start - back + time;
          return { made: wholeSeconds ? Math.floor(made / 1000) * 1000 : made, taken: start + time };
        });
        const [first = 0] = times;
        expect(shownBy(reads)).toBe(times.findIndex((time) => time - first >= 10_000));
      }),
    );
  });

  it('show nothing where they were held back and come at once, also one after the other', () => {
    fc.assert(
      fc.property(gaps(3_600_000), gaps(200), backTo, (apart, onTheWay, back) => {
        const [made, taken] = [summed(apart), summed(onTheWay)];
        const reads = made.map((time, place) => ({
          made: start - back + time,
          taken: start + (taken[place] ?? sum(onTheWay)),
        }));
        expect(shownBy(reads)).toBe(-1);
      }),
    );
  });

  it('show nothing where they come slower or faster than they were made', () => {
    const apart = fc.array(fc.integer({ min: 1100, max: 60_000 }), { minLength: 1, maxLength: 40 });
    const times = fc.constantFrom(0.01, 0.09, 2, 10);
    fc.assert(
      fc.property(apart, times, backTo, (between, by, back) => {
        const reads = summed(between).map((time) => ({
          made: start - back + time,
          taken: start + by * time,
        }));
        expect(shownBy(reads)).toBe(-1);
      }),
    );
  });

  it('show nothing where one is told again and again', () => {
    const again = [0, 5000, 10_000, 20_000].map((time) => ({ made: start - 60_000, taken: start + time }));
    expect(shownBy(again)).toBe(-1);
  });
});
