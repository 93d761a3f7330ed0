import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeReadAge } from '../../../src/access/batch/judge-read-age.ts';

const start = Date.parse('2026-04-06T00:00:00Z');
const at = (seconds: number) => new Date(start + 1000 * seconds);
const hour = 3600;

describe('judgeReadAge', () => {
  it.each([
    ['what its gateway told nothing newer than', -600, undefined, 'newest'],
    ['a read within the time', -630, -600, 'older'],
    ['a read beyond it', -631, -600, 'too-old'],
    ['a read that is newer', -590, -600, 'newest'],
    ['a read as new', -600, -600, 'newest'],
    [
      'a read of a clock without a battery, beside what is told since it was set',
      -26 * 8766 * hour,
      0,
      'too-old',
    ],
  ])('judges %s', (_, made, newer, age) => {
    expect(judgeReadAge(at(made), newer === undefined ? undefined : at(newer), 30_000)).toBe(age);
  });

  it('goes by the gateway’s own clock alone: how far that is off changes nothing', () => {
    const seconds = fc.integer({ min: -hour, max: hour });
    const isOff = fc.integer({ min: -50 * 8766 * hour, max: 50 * 8766 * hour });
    fc.assert(
      fc.property(seconds, seconds, isOff, (made, newer, off) => {
        const judged = (by: number) => judgeReadAge(at(made + by), at(newer + by), 30_000);
        expect(judged(off)).toBe(judged(0));
      }),
    );
  });
});
