import { groupBy } from '../kernel/group-by.ts';
import type { BadgeRead } from './badge-read.ts';
import type { Passage } from './building.ts';

/** Mean number of persons in a zone during each hour of a working day. */
export type HourlyOccupancy = { readonly zone: string; readonly hours: readonly number[] };

const hourMs = 3_600_000;

/**
 * Who was where for how long, by the passages that were granted: from one read of a person until their next of the same
 * day. After the last read of a day nobody knows, so it counts for nothing. Saturdays and Sundays are left out.
 */
export function hourlyOccupancy(granted: readonly Passage[]): readonly HourlyOccupancy[] {
  const working = granted.filter(({ read }) => read.weekday <= 5);
  const days = new Set(working.map(({ read }) => read.day)).size;
  const spent = new Map<string, number[]>();
  for (const own of groupBy(working, ({ read }) => `${read.day} ${read.person}`).values()) {
    own.forEach(({ read, to }, index) => {
      const next = own[index + 1];
      if (next === undefined) return;
      const hours = spent.get(to) ?? Array.from({ length: 24 }, () => 0);
      spent.set(to, hours);
      addStay(hours, read, next.read.at.getTime());
    });
  }
  return [...spent]
    .map(([zone, hours]) => ({ zone, hours: hours.map((ms) => ms / hourMs / Math.max(days, 1)) }))
    .toSorted((one, other) => (one.zone < other.zone ? -1 : 1));
}

/** Spreads a stay over the hours it touches. */
function addStay(hours: number[], { at: begin, hour: first, intoHourMs }: BadgeRead, until: number): void {
  let at = begin.getTime();
  let end = at - intoHourMs + hourMs;
  for (let hour = first; at < until && hour < 24; hour += 1) {
    hours[hour] = (hours[hour] ?? 0) + Math.min(until, end) - at;
    at = end;
    end += hourMs;
  }
}
