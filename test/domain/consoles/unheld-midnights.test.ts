import { describe, expect, it } from 'vitest';
import { type ConsoleKept, unheldMidnights } from '../../../src/consoles/register/unheld-midnights.ts';

/** Midnights of a site at +09:00. */
const midnight = (day: number) => new Date(Date.UTC(2026, 3, day, -9));
const midnights = [7, 8, 9, 10].map(midnight);
const hours = (at: Date, count: number) => new Date(at.getTime() + count * 3_600_000);

const kept: ConsoleKept = {
  ...{ registeredAt: midnight(1), retiredAt: null, holdings: [] },
  nights: [{ from: midnight(1), isKept: true }],
};
const found = (over: Partial<ConsoleKept>) =>
  unheldMidnights({ ...kept, ...over }, midnights).map((at) => midnights.indexOf(at) + 7);

describe('2.2.1.3(1)(a) a console that is kept at every hour', () => {
  it.each([
    ['each midnight without a holder', {}, [7, 8, 9, 10]],
    ['none that was held over', { holdings: [{ from: midnight(6), until: hours(midnight(10), 1) }] }, []],
    [
      'one at which the shift is just over',
      { holdings: [{ from: midnight(6), until: midnight(9) }] },
      [9, 10],
    ],
    [
      'none at which somebody signs in just then',
      { holdings: [{ from: midnight(8), until: midnight(9) }] },
      [7, 9, 10],
    ],
    ['none before it was registered', { registeredAt: hours(midnight(8), 1) }, [9, 10]],
    ['none once it is retired', { retiredAt: midnight(9) }, [7, 8]],
    [
      'none while nobody has to be there at night',
      {
        nights: [
          { from: midnight(1), isKept: false },
          { from: midnight(8), isKept: true },
          { from: midnight(9), isKept: false },
        ],
      },
      [8],
    ],
  ])('is found at %s', (_, over, days) => {
    expect(found(over)).toEqual(days);
  });
});
