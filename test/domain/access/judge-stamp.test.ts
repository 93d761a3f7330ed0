import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeStamp } from '../../../src/access/batch/judge-stamp.ts';

const bounds = {
  known: new Date('2026-04-01T00:00:00Z'),
  now: new Date('2026-04-06T00:00:00Z'),
  timeZone: 'Asia/Tokyo',
  offsetMs: undefined,
  isOfNow: false,
};
const { known, now } = bounds;
const hours = (count: number) => count * 3_600_000;

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

  const west = { ...bounds, timeZone: 'America/New_York' };
  const ofNow = { ...bounds, isOfNow: true };
  const off = (ms: number) => ({ ...bounds, offsetMs: ms });

  it.each([
    [
      'local time as UTC, west of it, by somebody at the door',
      '2026-04-05T20:00:20Z',
      { ...west, isOfNow: true },
      '2026-04-06T00:00:00.000Z',
      'clock-local',
    ],
    [
      'UTC as local time, by somebody at the door',
      '2026-04-05T23:59:30+09:00',
      ofNow,
      '2026-04-05T23:59:30.000Z',
      'clock-utc',
    ],
    [
      'what was kept for exactly the offset',
      '2026-04-05T20:00:20Z',
      west,
      '2026-04-05T20:00:20.000Z',
      undefined,
    ],
    [
      'what is local time by its known clock, west of UTC',
      '2026-04-05T10:00:00Z',
      { ...west, offsetMs: hours(-4) },
      '2026-04-05T14:00:00.000Z',
      'clock-local',
    ],
    [
      'what is UTC by its known clock',
      '2026-04-05T10:00:00+09:00',
      off(hours(-9)),
      '2026-04-05T10:00:00.000Z',
      'clock-utc',
    ],
    [
      'what is local time by its known clock, in the past',
      '2026-04-05T10:00:00Z',
      off(hours(9)),
      '2026-04-05T01:00:00.000Z',
      'clock-local',
    ],
    [
      'a clock that is known to be ahead',
      '2026-04-06T00:10:00Z',
      off(900_000),
      '2026-04-05T23:55:00.000Z',
      'clock-corrected',
    ],
    [
      'a clock that is known to stand in 2000',
      '2000-01-01T12:00:00Z',
      off(Date.parse('2000-01-01T00:00:00Z') - Date.parse('2026-04-05T00:00:00Z')),
      '2026-04-05T12:00:00.000Z',
      'clock-corrected',
    ],
    [
      'a clock that is known to be right enough',
      '2026-04-05T12:00:00Z',
      off(45_000),
      '2026-04-05T12:00:00.000Z',
      undefined,
    ],
    [
      'a clock that was put right since',
      '2026-04-05T23:59:50Z',
      off(hours(-1)),
      '2026-04-05T23:59:50.000Z',
      undefined,
    ],
    [
      'somebody at the door whose clock was put right since',
      '2026-04-05T23:59:50Z',
      { ...off(hours(-1)), isOfNow: true },
      '2026-04-05T23:59:50.000Z',
      undefined,
    ],
    [
      'somebody at the door whose read was long on its way',
      '2026-04-05T23:40:00Z',
      ofNow,
      '2026-04-05T23:40:00.000Z',
      undefined,
    ],
    [
      'somebody at the door, by a clock in 2000',
      '2000-01-01T00:00:00Z',
      ofNow,
      known.toISOString(),
      'clock-impossible',
    ],
  ])('takes %s', (_, told, known, at, note) => {
    expect(judgeStamp(told, known)).toEqual({ at: new Date(at), note });
  });

  it('is never after the receipt and never before the gateway was known', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.option(fc.integer({ min: -hours(30), max: hours(30) }), { nil: undefined }),
        fc.boolean(),
        (told, offsetMs, isOfNow) => {
          const { at } = judgeStamp(told.toISOString(), { ...bounds, offsetMs, isOfNow });
          expect(at >= known && at <= now).toBe(true);
        },
      ),
    );
  });
});
