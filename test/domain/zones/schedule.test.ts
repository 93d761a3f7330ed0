import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { isExtended, isWithinSchedule } from '../../../src/zones/hours/is-within-schedule.ts';
import type { Schedule } from '../../../src/zones/plan/open-hours.ts';

const office: Schedule = {
  id: 'office',
  name: '執務時間',
  hours: [{ weekdays: [1, 2, 3, 4, 5], from: '08:30', until: '18:15' }],
  onHolidays: 'closed',
  onYearEnd: 'closed',
};

/** The night shift that begins on Friday. */
const night: Schedule = {
  ...office,
  id: 'night',
  hours: [{ weekdays: [5], from: '22:00', until: '06:00' }],
};

function open(schedule: Schedule, local: string, timeZone = 'Asia/Tokyo'): boolean {
  const at = DateTime.fromISO(local, { zone: timeZone }).toJSDate();
  return isWithinSchedule(schedule, [], at, timeZone);
}

describe('isWithinSchedule', () => {
  it('opens with the first minute and closes with the last', () => {
    const times = ['08:29:59.999', '08:30:00.000', '18:14:59.999', '18:15:00.000'];
    expect(times.map((time) => open(office, `2026-10-01T${time}`))).toEqual([false, true, true, false]);
  });

  it('is closed on a day that is not among its weekdays', () => {
    expect(open(office, '2026-10-03T12:00')).toBe(false);
  });

  it('counts the part after midnight to the day the hours began', () => {
    const moments = [
      '2026-10-02T05:00',
      '2026-10-02T22:00',
      '2026-10-03T05:59',
      '2026-10-03T06:00',
      '2026-10-03T23:00',
    ];
    expect(moments.map((moment) => open(night, moment))).toEqual([false, true, true, false, false]);
  });

  it('is open round the clock where the hours end when they begin', () => {
    const always = { ...office, hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }] };
    expect(['T00:00', 'T12:00', 'T23:59:59.999'].map((time) => open(always, `2026-10-03${time}`))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('is closed on holidays, or open as usual where it says so', () => {
    expect(open(office, '2026-09-22T12:00')).toBe(false);
    expect(open({ ...office, onHolidays: 'as-usual' }, '2026-09-22T12:00')).toBe(true);
  });

  it('is closed at the year end, or open as usual where it says so', () => {
    expect(open(office, '2026-12-30T12:00')).toBe(false);
    expect(open({ ...office, onYearEnd: 'as-usual' }, '2026-12-30T12:00')).toBe(true);
    expect(open({ ...office, onYearEnd: 'as-usual' }, '2027-01-01T12:00')).toBe(false);
  });

  it('keeps a night that began on a working day open into the holiday', () => {
    const tuesdays: Schedule = { ...night, hours: [{ weekdays: [2], from: '22:00', until: '06:00' }] };
    expect(open(tuesdays, '2026-11-03T03:00')).toBe(false);
    expect(
      open({ ...night, hours: [{ weekdays: [1], from: '22:00', until: '06:00' }] }, '2026-11-03T03:00'),
    ).toBe(true);
  });

  it('follows the days of the site', () => {
    const at = new Date('2026-10-01T03:00:00Z');
    expect(
      isWithinSchedule(office, [{ on: '2026-10-01', day: 'holiday', reason: '停電' }], at, 'Asia/Tokyo'),
    ).toBe(false);
    expect(
      isWithinSchedule(
        office,
        [{ on: '2026-12-29', day: 'working', reason: '開庁' }],
        new Date('2026-12-29T03:00:00Z'),
        'Asia/Tokyo',
      ),
    ).toBe(true);
  });

  it('keeps local hours through the changes of summer time', () => {
    const everyDay = {
      ...office,
      hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:30', until: '18:15' }],
    };
    for (const date of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26']) {
      expect(
        ['08:29', '08:30', '18:14', '18:15'].map((time) => open(everyDay, `${date}T${time}`, 'Europe/Paris')),
      ).toEqual([false, true, true, false]);
    }
  });

  it('ends a night by the clock on the wall when summer time begins within it', () => {
    const saturday = { ...night, hours: [{ weekdays: [6], from: '22:00', until: '06:00' }] };
    const last = new Date('2026-03-29T03:59:59Z');
    expect(isWithinSchedule(saturday, [], last, 'Europe/Paris')).toBe(true);
    expect(isWithinSchedule(saturday, [], new Date(last.getTime() + 1000), 'Europe/Paris')).toBe(false);
  });

  it('agrees with the clock on the wall at every instant, in every zone', () => {
    const zones = [
      'Asia/Tokyo',
      'Europe/Paris',
      'America/New_York',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
    ];
    const anyTime = fc
      .tuple(fc.nat(23), fc.constantFrom(0, 30))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        anyTime,
        anyTime,
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        (weekdays, from, until, zone, at) => {
          const schedule: Schedule = {
            ...office,
            hours: [{ weekdays, from, until }],
            onHolidays: 'as-usual',
            onYearEnd: 'as-usual',
          };
          const wall = DateTime.fromJSDate(at, { zone });
          // A wall clock cannot tell windows from one another within a change of summer time.
          fc.pre([-1, 0, 1].every((days) => wall.plus({ days }).offset === wall.offset));
          const time = wall.toFormat('HH:mm');
          const before = wall.weekday === 1 ? 7 : wall.weekday - 1;
          const today = weekdays.includes(wall.weekday);
          const wanted =
            until > from
              ? today && from <= time && time < until
              : (today && from <= time) || (weekdays.includes(before) && time < until);
          expect(isWithinSchedule(schedule, [], at, zone)).toBe(wanted);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('isExtended', () => {
  it('opens from the act of the duty officer until the end of the extension', () => {
    const tonight = { from: new Date('2026-10-01T09:00:00Z'), until: new Date('2026-10-01T14:00:00Z') };
    const moments = ['08:59:59.999', '09:00:00.000', '13:59:59.999', '14:00:00.000'];
    expect(moments.map((time) => isExtended([tonight], new Date(`2026-10-01T${time}Z`)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
