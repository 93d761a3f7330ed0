import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestShiftMs, shiftUntil } from '../../../src/consoles/shifts/shift-until.ts';

const timeZone = 'Asia/Tokyo';
const until = (shiftEnds: readonly string[], now: string) =>
  shiftUntil({ shiftEnds, timeZone }, new Date(now)).toISOString();
const anyTime = fc
  .integer({ min: 0, max: 1_439 })
  .map(
    (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );

describe('the shift of whoever takes over a console', () => {
  it('ends at the next of its ends, by the clocks of the site and over midnight', () => {
    expect(until(['08:30', '20:30'], '2026-04-06T01:00:00Z')).toBe('2026-04-06T11:30:00.000Z');
    expect(until(['08:30', '20:30'], '2026-04-06T12:00:00Z')).toBe('2026-04-06T23:30:00.000Z');
    expect(until(['00:00'], '2026-12-31T14:30:00Z')).toBe('2027-01-01T15:00:00.000Z');
    expect(until([], '2026-04-06T01:00:00Z')).toBe('2026-04-06T13:00:00.000Z');
  });

  it('is the one that begins, for who comes within the hour before it', () => {
    expect(until(['08:30'], '2026-04-05T22:29:59Z')).toBe('2026-04-05T23:30:00.000Z');
    expect(until(['08:30'], '2026-04-05T22:30:00Z')).toBe('2026-04-06T23:30:00.000Z');
  });

  it('is never longer than 26 hours, and never over at once', () => {
    const anyNow = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(anyTime, { maxLength: 4 }), anyNow, (shiftEnds, now) => {
        const lasts = shiftUntil({ shiftEnds, timeZone }, now).getTime() - now.getTime();
        expect(lasts).toBeGreaterThan(3_600_000);
        expect(lasts).toBeLessThanOrEqual(longestShiftMs);
      }),
    );
  });
});
