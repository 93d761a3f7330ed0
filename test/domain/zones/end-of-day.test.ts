import { describe, expect, it } from 'vitest';
import { endOfDay } from '../../../src/zones/hours/end-of-day.ts';

const cases: readonly (readonly [string, string, string, string | undefined])[] = [
  ['an ordinary day', '2026-04-06', 'Asia/Tokyo', '2026-04-06T15:00:00.000Z'],
  ['the last day of a fiscal year', '2027-03-31', 'Asia/Tokyo', '2027-03-31T15:00:00.000Z'],
  ['the year’s end', '2026-12-31', 'Asia/Tokyo', '2026-12-31T15:00:00.000Z'],
  ['the year’s end behind Greenwich', '2026-12-31', 'America/New_York', '2027-01-01T05:00:00.000Z'],
  ['29 February', '2028-02-29', 'Asia/Tokyo', '2028-02-29T15:00:00.000Z'],
  ['28 February of a year without 29', '2026-02-28', 'Asia/Tokyo', '2026-02-28T15:00:00.000Z'],
  ['a day of 23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['a day of 25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  [
    'a day after which the clocks jump over midnight',
    '2026-04-23',
    'Africa/Cairo',
    '2026-04-23T22:00:00.000Z',
  ],
  ['a day whose last hour comes twice', '2026-10-29', 'Africa/Cairo', '2026-10-29T22:00:00.000Z'],
  ['a zone of half an hour', '2026-04-06', 'Asia/Kolkata', '2026-04-06T18:30:00.000Z'],
  ['a day that a place left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['the last day we know', '9999-12-31', 'Asia/Tokyo', undefined],
  ['a day no calendar has', '2026-02-30', 'Asia/Tokyo', undefined],
];

describe('a period that ends on a day', () => {
  it.each(cases)('%s is within it', (_case, on, timeZone, end) => {
    expect(endOfDay(on, timeZone)?.toISOString()).toBe(end);
  });
});
