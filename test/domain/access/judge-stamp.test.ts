import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeStamp } from '../../../src/access/batch/judge-stamp.ts';

const bounds = {
  known: new Date('2026-04-01T00:00:00Z'),
  now: new Date('2026-04-06T00:00:00Z'),
  timeZone: 'Asia/Tokyo',
};
const { known, now } = bounds;

describe('judgeStamp', () => {
  it.each([
    ['a time between', '2026-04-05T12:00:00Z', '2026-04-05T12:00:00.000Z', undefined],
    ['an offset', '2026-04-05T21:00:00+09:00', '2026-04-05T12:00:00.000Z', undefined],
    ['no time', undefined, now.toISOString(), undefined],
    ['a clock half a minute ahead', '2026-04-06T00:00:30Z', now.toISOString(), undefined],
    ['a clock half a minute behind', '2026-03-31T23:59:30Z', known.toISOString(), undefined],
    ['a clock that lost its battery', '2000-01-01T00:00:00Z', known.toISOString(), 'clock-impossible'],
    ['a year to come', '2063-01-01T00:00:00Z', now.toISOString(), 'clock-impossible'],
    ['local time as UTC', '2026-04-06T08:30:00Z', '2026-04-05T23:30:00.000Z', 'clock-local'],
    ['local time at +00:00', '2026-04-06T08:30:00.250+00:00', '2026-04-05T23:30:00.250Z', 'clock-local'],
    ['local time of now', '2026-04-06T09:00:00Z', now.toISOString(), 'clock-local'],
    ['more than the offset', '2026-04-06T09:02:00Z', now.toISOString(), 'clock-impossible'],
    ['a time ahead with an offset', '2026-04-06T17:30:00+09:00', now.toISOString(), 'clock-impossible'],
  ])('takes %s', (_, told, at, note) => {
    expect(judgeStamp(told, bounds)).toEqual({ at: new Date(at), note });
  });

  it('takes the offset that the site has on that day', () => {
    const summer = {
      ...bounds,
      now: new Date('2026-07-01T08:00:00Z'),
      timeZone: 'Europe/Berlin',
    };
    const winter = {
      ...summer,
      known: new Date('2025-01-01T00:00:00Z'),
      now: new Date('2026-01-05T08:00:00Z'),
    };
    expect(judgeStamp('2026-07-01T09:30:00Z', summer).at).toEqual(new Date('2026-07-01T07:30:00Z'));
    expect(judgeStamp('2026-01-05T08:30:00Z', winter).at).toEqual(new Date('2026-01-05T07:30:00Z'));
  });

  it('is never after the receipt and never before the gateway was known', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (told) => {
          const { at } = judgeStamp(told.toISOString(), bounds);
          expect(at >= known && at <= now).toBe(true);
        },
      ),
    );
  });
});
