import { describe, expect, it } from 'vitest';
import { nextTimeOfDay } from '../../../src/zones/hours/next-time-of-day.ts';

const next = (time: string, timeZone: string, now: string) =>
  nextTimeOfDay(time, timeZone, new Date(now)).toISOString();

describe('the next time a clock of a place shows an hour', () => {
  it('is today while it is still to come, and tomorrow from that moment on', () => {
    expect(next('03:00', 'Asia/Tokyo', '2026-04-06T17:59:59.999Z')).toBe('2026-04-06T18:00:00.000Z');
    expect(next('03:00', 'Asia/Tokyo', '2026-04-06T18:00:00.000Z')).toBe('2026-04-07T18:00:00.000Z');
  });

  it('goes by the day of the place, not by ours', () => {
    expect(next('08:00', 'Asia/Tokyo', '2026-12-31T22:00:00.000Z')).toBe('2026-12-31T23:00:00.000Z');
    expect(next('00:00', 'Asia/Tokyo', '2026-12-31T14:59:00.000Z')).toBe('2026-12-31T15:00:00.000Z');
  });

  it('comes once a day also where the clocks are changed', () => {
    expect(next('03:00', 'Europe/Berlin', '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(next('03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z')).toBe('2026-03-30T01:00:00.000Z');
    expect(next('02:30', 'Europe/Berlin', '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T01:30:00.000Z');
  });
});
