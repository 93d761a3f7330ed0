import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRegular } from '../../../src/visitors/regulars/judge-regular.ts';
import { addDays, weekdayOf } from '../../../src/zones/hours/calendar.ts';

/** A Monday. */
const today = '2026-04-06';
const isOff = (day: string) => weekdayOf(day) > 5;
const regulars = { daysAWeek: 2, visitsAYear: 10, daysInARow: 31 };
const ago = (...days: readonly number[]) => days.map((one) => addDays(today, -one)).toSorted();

describe('who should hold a card', () => {
  it('comes on so many days in each of the last four weeks', () => {
    const twiceAWeek = ago(0, 6, 7, 13, 14, 20, 21, 27);
    expect(judgeRegular(twiceAWeek, regulars, { today, isOff })).toEqual(['weekly']);
    expect(judgeRegular(ago(0, 6, 7, 14, 15, 20, 21, 27), regulars, { today, isOff })).toEqual([]);
  });

  it('comes more often a year than is said, and not as often', () => {
    const ten = ago(...Array.from({ length: 10 }, (_, index) => 30 + index * 30));
    expect(judgeRegular(ten, regulars, { today, isOff })).toEqual([]);
    expect(judgeRegular([...ago(360), ...ten], regulars, { today, isOff })).toEqual(['yearly']);
  });

  it('comes day after day; days off between them break no row, a day stayed away does', () => {
    const working = ago(...Array.from({ length: 31 }, (_, index) => 100 + index)).filter(
      (day) => !isOff(day),
    );
    const many = { ...regulars, visitsAYear: 366 };
    const [first, ...others] = working;
    const span = Math.round((Date.parse(working.at(-1) ?? '') - Date.parse(first ?? '')) / 86_400_000) + 1;
    const exact = { ...many, daysInARow: span };
    expect(judgeRegular(working, exact, { today, isOff })).toEqual(['in-a-row']);
    expect(judgeRegular(others, exact, { today, isOff })).toEqual([]);
    const gap = working.filter((_, index) => index !== 10);
    expect(judgeRegular(gap, exact, { today, isOff })).toEqual([]);
  });

  it('is still one who comes on a day more', () => {
    const anyDays = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 61 });
    const lower = { daysAWeek: 1, visitsAYear: 5, daysInARow: 4 };
    fc.assert(
      fc.property(anyDays, fc.integer({ min: 0, max: 60 }), (days, more) => {
        const before = judgeRegular(ago(...days), lower, { today, isOff });
        const after = judgeRegular(ago(...new Set([...days, more])), lower, { today, isOff });
        for (const reason of before) expect(after).toContain(reason);
      }),
    );
  });
});
