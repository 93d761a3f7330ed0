import fc from 'fast-check';

/** What happens on one day of the year. */
export type DayLived = {
  readonly day: string;
  /** By name. */
  readonly guests: readonly string[];
  readonly come: boolean;
  /** How they get into the office: by the word of the host, by the reads of the host, or not at all. */
  readonly led: 'declared' | 'read' | 'not';
  /** Whoever is left open at night is out by the evening round of the next day that is lived. */
  readonly end: 'desk' | 'unknown' | 'open';
  readonly misheard: boolean;
  readonly photographs: boolean;
  readonly carries: 'no' | 'in' | 'in-and-out';
  readonly works: boolean;
  /** The host has the key of the office for the day, and a phone of their own with them. */
  readonly key: boolean;
  readonly phone: boolean;
  readonly stranger: boolean;
  /** The door at the street was alone in the morning, and tells in the evening. */
  readonly late: boolean;
};

const families = ['佐藤', '髙橋', '𠮷田', '渡邉', '神崎'] as const;
const onceIn = (times: number) => fc.nat(times - 1).map((one) => one === 0);

/** A year from April 2026, a day of each month. */
export const aYear: fc.Arbitrary<readonly DayLived[]> = fc.tuple(
  ...Array.from({ length: 12 }, (_, nth) => aDayOf(nth)),
);

function aDayOf(month: number): fc.Arbitrary<DayLived> {
  return fc.record({
    day: fc
      .integer({ min: 7, max: 27 })
      .map((date) => new Date(Date.UTC(2026, 3 + month, date)).toISOString().slice(0, 10)),
    guests: fc
      .array(fc.constantFrom(...families), { minLength: 1, maxLength: 2 })
      .map((names) => names.map((name, nth) => `${name} ${month}-${nth}`)),
    come: onceIn(6).map((absent) => !absent),
    led: fc.constantFrom('declared', 'read', 'not'),
    end: fc.constantFrom('desk', 'desk', 'unknown', 'open'),
    misheard: onceIn(3),
    photographs: fc.boolean(),
    carries: fc.constantFrom('no', 'in', 'in-and-out'),
    works: fc.boolean(),
    key: fc.boolean(),
    phone: fc.boolean(),
    stranger: onceIn(3),
    late: onceIn(3),
  });
}
