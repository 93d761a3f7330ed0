import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowEnd } from '../../../src/access/decide/escort/window-end.ts';

const passed = new Date('2026-10-01T03:00:00Z');
const later = (seconds: number) => new Date(passed.getTime() + seconds * 1000);

describe('the way behind an escort', () => {
  it.each([
    ['for ten seconds', [], 10],
    ['as long again after each who follows', [9, 18], 28],
    ['no longer where nobody followed in time', [10, 15], 10],
    ['for whoever passed before them no longer', [-5], 10],
    ['three minutes in all', Array.from({ length: 30 }, (_, nth) => 9 * nth), 180],
  ])('is open %s', (_, followed, seconds) => {
    expect(windowEnd(passed, followed.map(later), 10_000)).toEqual(later(seconds));
  });

  it('is open no shorter for anybody who follows, never longer than three minutes, in whatever order they are told', () => {
    const anySeconds = fc.array(fc.integer({ min: -20, max: 240 }), { maxLength: 8 });
    fc.assert(
      fc.property(anySeconds, fc.integer({ min: 0, max: 240 }), (seconds, further) => {
        const end = windowEnd(passed, seconds.map(later), 10_000);
        expect(windowEnd(passed, seconds.toReversed().map(later), 10_000)).toEqual(end);
        expect(windowEnd(passed, [...seconds, further].map(later), 10_000) >= end).toBe(true);
        expect(end <= later(180) && end >= later(10)).toBe(true);
      }),
    );
  });
});
