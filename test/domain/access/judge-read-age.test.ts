import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeReadAge } from '../../../src/access/batch/judge-read-age.ts';

const now = new Date('2026-04-06T00:00:00Z');
const bounds = { known: new Date('2026-04-01T00:00:00Z'), now, tooOldAfterMs: 30_000 };
const at = (seconds: number) => new Date(now.getTime() + 1000 * seconds);
const hour = 3600;

describe('judgeReadAge', () => {
  it.each([
    ['what its gateway told nothing newer than', -600, undefined, 'newest'],
    ['a read within the time', -630, -600, 'older'],
    ['a read beyond it', -631, -600, 'too-old'],
    ['a read that is newer', -590, -600, 'newest'],
    ['a clock nine hours ahead', 9 * hour - 60, 9 * hour, 'too-old'],
    ['a clock nine hours behind', -9 * hour - 60, -9 * hour, 'too-old'],
    ['what came before a clock without a battery was set', -26 * 365 * 24 * hour, 0, 'newest'],
    ['what came after a clock that was years ahead was put right', -5, 365 * 24 * hour, 'newest'],
    ['what came after local time as UTC was put right', -5, 9 * hour, 'newest'],
  ])('judges %s', (_, made, newer, age) => {
    const told = newer === undefined ? undefined : at(newer);
    expect(judgeReadAge(at(made).toISOString(), told, bounds)).toBe(age);
  });

  it('takes a read whose time could not be read for one of now', () => {
    expect(judgeReadAge(undefined, at(0), bounds)).toBe('newest');
  });

  it('goes by the gateway’s own clock alone: how far that is off changes nothing', () => {
    const seconds = fc.integer({ min: -hour, max: hour });
    const isOff = fc.integer({ min: -20 * hour, max: 20 * hour });
    fc.assert(
      fc.property(seconds, seconds, isOff, (made, newer, off) => {
        const long = { ...bounds, known: at(-365 * 24 * hour) };
        const judged = (by: number) =>
          judgeReadAge(at(made - 2 * hour + by).toISOString(), at(newer - 2 * hour + by), long);
        // Where it was put right between the two it shows.
        fc.pre(made + off < 2 * hour === newer + off < 2 * hour && Math.abs(off) > 4 * hour);
        expect(judged(off)).toBe(judged(0));
      }),
    );
  });
});
