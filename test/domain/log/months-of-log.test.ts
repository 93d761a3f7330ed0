import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthAfter, monthOf } from '../../../src/kernel/month-of.ts';
import { inMonths, type MonthsOfLog, timesOf, whereFrom } from '../../../src/live/reading/months-of-log.ts';

type Logged = { readonly seq: number; readonly at: Date };

const begin = Date.UTC(2019, 8, 1);
const aDay = 86_400_000;

/** A log whose time never falls as seq rises, with months in which nothing was recorded, and what is known of its months. */
const anyLog = fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 1, maxLength: 60 }).map((gaps) => {
  let day = 0;
  const entries = gaps.map((gap, index): Logged => {
    day += gap;
    return { seq: index + 1, at: new Date(begin + day * aDay) };
  });
  return { entries, months: monthsOf(entries) };
});

function monthsOf(entries: readonly Logged[]): MonthsOfLog {
  const firsts = new Map<number, number>();
  for (const { seq, at } of entries) {
    const month = monthOf(at).getTime();
    if (!firsts.has(month)) firsts.set(month, seq);
  }
  const starts = [...firsts].map(([at, first]) => ({ at: new Date(at), first }));
  return { starts, ends: monthAfter(monthOf(entries.at(-1)?.at ?? new Date(begin))) };
}

const anyStretch = anyLog.chain(({ entries, months }) =>
  fc
    .tuple(fc.nat(entries.length), fc.nat(entries.length + 1))
    .map(([above, below]) => ({ entries, months, between: { above, below: Math.max(below, above + 1) } })),
);

const within = (entries: readonly Logged[], { above, below }: { above: number; below: number }) =>
  entries.filter(({ seq }) => above < seq && seq < below);

describe('the months of a log', () => {
  it('hold every entry of a stretch, and none beside but those of its own first and last month', () => {
    fc.assert(
      fc.property(anyStretch, ({ entries, months, between }) => {
        const { from, until } = timesOf(months, between);
        const asked = within(entries, between);
        for (const { at } of asked) expect(from <= at && at < until).toBe(true);
        const [first, last] = [asked[0], asked.at(-1)];
        if (first === undefined || last === undefined) return;
        expect(from).toEqual(monthOf(first.at));
        // Months without an entry cost nothing: they may lie between.
        const outside = entries.filter(({ at }) => at >= monthAfter(monthOf(last.at)) && at < until);
        expect(outside).toEqual([]);
      }),
    );
  });

  it.each(['asc', 'desc'] as const)(
    'are gone through to the end of a stretch, each entry once, %s',
    (order) => {
      fc.assert(
        fc.property(anyStretch, ({ entries, months, between }) => {
          const stretches = inMonths(months, between, order);
          const found = stretches.flatMap((one) => {
            const some = within(entries, one);
            for (const { at } of some) expect(one.from <= at && at < one.until).toBe(true);
            return order === 'asc' ? some : some.toReversed();
          });
          const asked = within(entries, between);
          expect(found).toEqual(order === 'asc' ? asked : asked.toReversed());
        }),
      );
    },
  );

  it('of many years are gone through in a few steps, the nearest by themselves', () => {
    const entries = Array.from({ length: 87 }, (_, month) => ({
      seq: month + 1,
      at: new Date(Date.UTC(2019, 8 + month, 15)),
    }));
    const sizes = (order: 'asc' | 'desc') =>
      inMonths(monthsOf(entries), { above: 0, below: 88 }, order).map(
        ({ above, below }) => below - above - 1,
      );
    expect(sizes('asc')).toEqual([2, 8, 32, 45]);
    expect(sizes('desc')).toEqual([2, 8, 32, 45]);
  });

  it.each(['asc', 'desc'] as const)(
    'that were counted are gone through as far as they hold something, %s',
    (order) => {
      const anySearch = fc.record({
        stretch: anyStretch,
        every: fc.integer({ min: 1, max: 9 }),
        counted: fc.tuple(fc.nat(80), fc.nat(80)),
        wanted: fc.integer({ min: 1, max: 20 }),
        out: fc.nat(30),
      });
      fc.assert(
        fc.property(anySearch, ({ stretch, every, counted: [one, other], wanted, out }) => {
          const { entries, between } = stretch;
          // A month that was out as the months were read, and is back.
          const months = { ...stretch.months, starts: stretch.months.starts.filter((_, nth) => nth !== out) };
          const isSought = ({ seq }: Logged) => seq % every === 0;
          const [since, until] = [Math.min(one, other), Math.max(one, other)].map(
            (month) => new Date(Date.UTC(2019, 8 + month, 1)),
          ) as [Date, Date];
          const counts = new Map<number, number>();
          const isCounted = ({ at }: Logged) => since <= at && at < until;
          for (const { at } of entries.filter((entry) => isSought(entry) && isCounted(entry))) {
            const month = monthOf(at).getTime();
            counts.set(month, (counts.get(month) ?? 0) + 1);
          }
          const stretches = inMonths(months, between, order, { since, until, entries: counts }, wanted);
          const found = stretches.flatMap((one) => {
            const some = within(entries, one);
            for (const { at } of some) expect(one.from <= at && at < one.until).toBe(true);
            return order === 'asc' ? some : some.toReversed();
          });
          expect(new Set(found).size).toBe(found.length);
          const sought = within(entries, between).filter(isSought);
          expect(found.filter(isSought)).toEqual(order === 'asc' ? sought : sought.toReversed());
        }),
      );
    },
  );

  it('that were counted are opened where something is, together where they are near', () => {
    const months = monthsOf(
      Array.from({ length: 87 }, (_, nth) => ({ seq: nth + 1, at: new Date(Date.UTC(2019, 8 + nth, 15)) })),
    );
    const whole = { above: 0, below: 88 };
    const holding = (counts: Readonly<Record<number, number>>, wanted: number) => {
      const entries = new Map(
        Object.entries(counts).map(([nth, count]) => [Date.UTC(2019, 8 + Number(nth), 1), count]),
      );
      const known = { since: new Date(0), until: new Date(Date.UTC(2019, 8 + 86, 1)), entries };
      return inMonths(months, whole, 'desc', known, wanted).map(({ above, below }) => [above + 1, below - 1]);
    };
    // The last month is not over, and was not counted.
    expect(holding({}, 51)).toEqual([[87, 87]]);
    expect(holding({ 0: 1, 80: 1, 85: 2 }, 51)).toEqual([
      [81, 87],
      [1, 1],
    ]);
    const each = Object.fromEntries(Array.from({ length: 86 }, (_, nth) => [nth, 10]));
    expect(holding(each, 51)).toEqual([
      [81, 87],
      [60, 80],
      [1, 59],
    ]);
  });

  it('say where the first entry since an instant is: in the month of it, else where the next month begins', () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: -40, max: 3_000 }), ({ entries, months }, day) => {
        const at = new Date(begin + day * aDay);
        const { from, until, next } = whereFrom(months, at);
        const here = entries.find((entry) => entry.at >= from && entry.at < until);
        expect(here?.seq ?? next).toBe(entries.find((entry) => entry.at >= at)?.seq);
      }),
    );
  });
});
