import { describe, expect, it } from 'vitest';
import { hasBeenWithinSchedule } from '../../../src/zones/hours/has-been-within-schedule.ts';
import type { OpenHours } from '../../../src/zones/plan/open-hours.ts';

const day: OpenHours = {
  hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' }],
  onHolidays: 'closed',
  onYearEnd: 'closed',
};

function ran(since: string, at: string): boolean {
  return hasBeenWithinSchedule(day, [], new Date(`${since}+09:00`), new Date(`${at}+09:00`), 'Asia/Tokyo');
}

describe('a schedule that was open at some moment', () => {
  it.each([
    ['within its hours', '2026-04-10T12:00:00', '2026-04-10T12:00:00', true],
    ['from before its end to after it', '2026-04-10T16:59:59', '2026-04-10T20:00:00', true],
    ['from its end on, which is exclusive', '2026-04-10T17:00:00', '2026-04-10T20:00:00', false],
    ['up to its begin', '2026-04-10T06:00:00', '2026-04-10T09:00:00', true],
    ['over a weekend', '2026-04-10T18:00:00', '2026-04-13T08:59:59', false],
    ['over a weekend and into Monday', '2026-04-10T18:00:00', '2026-04-13T09:00:00', true],
    ['over 年末年始', '2026-12-28T18:00:00', '2027-01-04T08:59:59', false],
    ['since years ago', '1970-01-01T00:00:00', '2026-04-12T12:00:00', true],
    ['with a clock set back meanwhile', '2026-04-10T18:00:00', '2026-04-10T12:00:00', false],
  ])('%s', (_, since, at, wanted) => {
    expect(ran(since, at)).toBe(wanted);
  });
});
