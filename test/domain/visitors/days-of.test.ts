import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf, isTooLong } from '../../../src/visitors/planning/days-of.ts';
import { judgeClosingTime, judgeDays } from '../../../src/visitors/planning/judge-days.ts';
import { addDays, dayKind, weekdayOf } from '../../../src/zones/hours/calendar.ts';

const goldenWeek = { fromOn: '2026-04-29', untilOn: '2026-05-08', weekdays: [1, 3, 5], onHolidays: false };

describe('the days of a series', () => {
  it('are the weekdays of its period but for holidays, the last day included', () => {
    expect(daysOf(goldenWeek, [])).toEqual(['2026-05-01', '2026-05-08']);
    expect(daysOf({ ...goldenWeek, onHolidays: true }, [])).toEqual([
      '2026-04-29',
      '2026-05-01',
      '2026-05-04',
      '2026-05-06',
      '2026-05-08',
    ]);
  });

  it('leave out 年末年始, and follow the site’s own calendar', () => {
    const winter = {
      fromOn: '2026-12-28',
      untilOn: '2027-01-04',
      weekdays: [1, 2, 3, 4, 5],
      onHolidays: false,
    };
    expect(daysOf(winter, [])).toEqual(['2026-12-28', '2027-01-04']);
    const own = [
      { on: '2026-12-28', day: 'holiday' as const, reason: '大掃除' },
      { on: '2026-12-30', day: 'working' as const, reason: '開庁' },
    ];
    expect(daysOf(winter, own)).toEqual(['2026-12-30', '2027-01-04']);
  });

  it('are those named, each once and in order', () => {
    expect(daysOf({ days: ['2026-04-08', '2026-04-06', '2026-04-08'] }, [])).toEqual([
      '2026-04-06',
      '2026-04-08',
    ]);
  });

  it.each([
    ['2026-04-06', '2026-07-05', false],
    ['2026-04-06', '2026-07-06', true],
    ['2026-11-30', '2027-02-27', false],
    ['2026-11-30', '2027-02-28', true],
    ['2027-11-30', '2028-02-28', false],
  ])('reach no further than three months: %s to %s', (first, last, tooLong) => {
    expect(isTooLong(first, last)).toBe(tooLong);
  });

  it('are all those of the period, or are told to be too many: none is left out in silence', () => {
    const anyDay = (from: string, days: number) =>
      fc.integer({ min: 0, max: days }).map((nth) => addDays(from, nth));
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(
        anyDay('2026-04-01', 366),
        fc.integer({ min: 0, max: 200 }),
        weekdays,
        fc.boolean(),
        (fromOn, length, weekdays, onHolidays) => {
          const period = Array.from({ length: length + 1 }, (_, nth) => addDays(fromOn, nth));
          const meant = period.filter((day) => {
            const { holiday, yearEnd } = dayKind(day, []);
            return weekdays.includes(weekdayOf(day)) && (onHolidays || !(holiday || yearEnd));
          });
          const days = daysOf({ fromOn, untilOn: addDays(fromOn, length), weekdays, onHolidays }, []);
          const [first = '', last = ''] = [meant.at(0), meant.at(-1)];
          if (isTooLong(first, last)) expect(isTooLong(days.at(0) ?? '', days.at(-1) ?? '')).toBe(true);
          else expect(days).toEqual(meant);
        },
      ),
    );
  });

  it('of a period too long are told to be, and not all counted', () => {
    const long = {
      fromOn: '2026-04-06',
      untilOn: '2999-12-31',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      onHolidays: true,
    };
    const days = daysOf(long, []);
    expect(days.length).toBeLessThan(100);
    const site = { timeZone: 'Asia/Tokyo', now: new Date('2026-04-01T00:00:00Z') };
    expect(judgeDays(days, days, site)).toMatchObject([{ at: '/days' }]);
  });
});

describe('the day of a visit', () => {
  it('is past by the calendar of the site, wherever that is', () => {
    const now = new Date('2026-04-06T15:30:00Z');
    const judged = (timeZone: string) => judgeDays(['2026-04-06'], ['2026-04-06'], { timeZone, now }).length;
    expect([judged('Asia/Tokyo'), judged('Europe/London')]).toEqual([1, 0]);
  });

  it('is announced until its closing time, to the minute', () => {
    const announceBy = { daysBefore: 1, at: '17:00' };
    const closed = (now: string) =>
      judgeClosingTime(
        ['2026-04-07', '2026-04-06'],
        { announceBy },
        { timeZone: 'Asia/Tokyo', now: new Date(now) },
      );
    expect(closed('2026-04-05T16:59:59.999+09:00')).toBeUndefined();
    expect(closed('2026-04-05T17:00:00+09:00')).toMatchObject({
      code: 'announcement-closed',
      detail: expect.stringMatching(/^2026-04-06 の予約は締め切りました（1日前の 17:00 まで）/),
    });
    expect(
      judgeClosingTime(['2026-04-06'], {}, { timeZone: 'Asia/Tokyo', now: new Date('2026-04-06') }),
    ).toBeUndefined();
  });
});
