import type { BadLine } from './badge-read.ts';
import type { Building } from './building.ts';
import type { FoundZone } from './classify-zones.ts';
import { findOddities, type Oddities } from './find-oddities.ts';
import { type HourlyOccupancy, hourlyOccupancy } from './hourly-occupancy.ts';
import type { CardChange, Holder } from './issued-card.ts';
import type { PlayedRead } from './play-reads.ts';

/** How often each code was said, the most frequent first. */
export type Tally = readonly (readonly [code: string, times: number])[];

/** What a replay found; the same file always gives the same. */
export type ReplayReport = {
  readonly file: {
    readonly reads: number;
    readonly played: number;
    readonly badLines: readonly BadLine[];
    readonly days: number;
    readonly from: string;
    readonly until: string;
    readonly cards: number;
    readonly persons: number;
  };
  readonly building: {
    readonly zones: readonly FoundZone[];
    readonly doors: number;
    readonly readers: number;
  };
  readonly changes: readonly (Omit<CardChange, 'at'> & { readonly at: string })[];
  readonly verdicts: { readonly granted: number; readonly denied: number; readonly reasons: Tally };
  /** What the service's own record holds, counted there. */
  readonly record: RecordCount;
  readonly occupancy: readonly HourlyOccupancy[];
  readonly oddities: Oddities;
};

export type RecordCount = {
  readonly granted: number;
  readonly denied: number;
  readonly entries: number;
  readonly notes: Tally;
  readonly alarms: Tally;
};

export type ReportFacts = {
  readonly reads: number;
  readonly badLines: readonly BadLine[];
  readonly holders: readonly Holder[];
  readonly changes: readonly CardChange[];
  readonly building: Building;
  readonly readers: number;
  readonly played: readonly PlayedRead[];
  readonly record: RecordCount;
  readonly show: (instant: Date) => string;
};

export function reportReplay(facts: ReportFacts): ReplayReport {
  const { reads, badLines, holders, changes, building, readers, played, record, show } = facts;
  const { zones, doors, entrances, passages } = building;
  const granted = played.filter(({ verdict }) => verdict === 'grant');
  const first = passages[0]?.read.at;
  const last = passages.at(-1)?.read.at;
  return {
    file: {
      reads,
      played: played.length,
      badLines,
      days: new Set(passages.map(({ read }) => read.day)).size,
      from: first === undefined ? '' : show(first),
      until: last === undefined ? '' : show(last),
      cards: holders.reduce((sum, { cards }) => sum + cards.length, 0),
      persons: holders.length,
    },
    building: { zones, doors: doors.length, readers },
    changes: changes.map((change) => ({ ...change, at: show(change.at) })),
    verdicts: {
      granted: granted.length,
      denied: played.length - granted.length,
      reasons: tally(played.flatMap((one) => one.reasons)),
    },
    record,
    occupancy: hourlyOccupancy(granted),
    oddities: findOddities({ played, holders, changes, zones, entrances, show }),
  };
}

export function tally(codes: readonly string[]): Tally {
  const times = new Map<string, number>();
  for (const code of codes) times.set(code, (times.get(code) ?? 0) + 1);
  return [...times].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
}
