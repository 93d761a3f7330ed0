import type { SomeZones } from '../../authority/visibility.ts';
import { byOnePlan } from '../../db/by-one-plan.ts';
import type { Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { kindsWith } from '../../log/entry/entry-kinds.ts';
import { leafHash } from '../../log/entry/leaf-hash.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import {
  type Between,
  inMonths,
  type MonthsCounted,
  type MonthsOfLog,
  timesOf,
  whereFrom,
} from '../reading/months-of-log.ts';
import {
  type EventFilter,
  type EventSource,
  eventSources,
  eventStatement,
  type Order,
  type SearchValues,
  sourceFor,
} from './event-sources.ts';
import { doorsOf, type Places } from './place-book.ts';

export type EventSearch = {
  readonly siteId: string;
  readonly filter: EventFilter;
  readonly seen: SomeZones;
  readonly places: Places;
  readonly months: MonthsOfLog;
  /** How many entries the filter leads to in which month; undefined = nobody counted them. */
  readonly counted: MonthsCounted | undefined;
  readonly between: Between;
  readonly order: Order;
  readonly limit: number;
  /** No more entries are looked at than so many, whatever the list is narrowed to; the page then says how far it came. */
  readonly mostLooked: number;
};

/** How far a search came, and the leaf hash of the entry there; undefined where it was looked at and not read. */
export type Reached = { readonly seq: number; readonly leaf: Buffer | undefined };

/** `reached`: the next page goes on behind it. Undefined: to the end of the stretch. */
export type EventsFound = { readonly entries: readonly Entry[]; readonly reached: Reached | undefined };

/** Entries in the order of the log, or the newest first: looked for in a few months, then in those before or behind them, and hardly in any that holds none. */
export async function findEvents(pool: Pool, search: EventSearch): Promise<EventsFound> {
  const { filter, months, counted, between, order, limit, mostLooked } = search;
  const source = sourceFor(filter);
  const passesOver = !showsAll(source, search);
  const texts: string[] = [];
  let looked = 0;
  for (const stretch of inMonths(months, between, order, counted, limit + 1)) {
    const wanted = limit + 1 - texts.length;
    const values = valuesOf(search, { ...stretch, limit: wanted, mostLooked: mostLooked - looked });
    const rows = await byOnePlan<{ text: string }>(pool, eventStatement('find', source, order, values));
    texts.push(...rows.map(({ text }) => text));
    if (texts.length > limit) return pageOf(texts.slice(0, limit));
    if (!passesOver) continue;
    const [passed] = await byOnePlan<{ looked: number; reached: number }>(
      pool,
      eventStatement('count', source, order, values),
    );
    looked += passed?.looked ?? 0;
    if (looked >= mostLooked) {
      const reached = passed && { seq: passed.reached, leaf: undefined };
      return { entries: texts.map(parseEntry), reached };
    }
  }
  return { entries: texts.map(parseEntry), reached: undefined };
}

/** A full page: where it ends was read, and so its leaf is not asked for. */
function pageOf(texts: readonly string[]): EventsFound {
  const entries = texts.map(parseEntry);
  const [last, text] = [entries.at(-1), texts.at(-1)];
  const reached = last && text !== undefined ? { seq: last.seq, leaf: leafHash(text) } : undefined;
  return { entries, reached };
}

/** Whether everything the source leads to is shown: then nothing is looked at in vain. */
function showsAll(source: EventSource, { filter, seen }: EventSearch): boolean {
  const settled: readonly string[] = eventSources[source].settles;
  const asked = Object.entries(filter).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  return seen === 'all' && asked.every((field) => settled.includes(field));
}

function valuesOf(
  { siteId, filter, seen, places }: EventSearch,
  bounds: Pick<SearchValues, 'above' | 'below' | 'from' | 'until' | 'limit' | 'mostLooked'>,
): SearchValues {
  const { zone, door, person, card, kind, verdict, reason } = filter;
  const zones = zone === undefined ? null : [zone];
  const seenZones = seen === 'all' ? null : [...seen];
  const doorsOfAll = (some: readonly string[] | null) => (some ?? []).flatMap((one) => doorsOf(places, one));
  return {
    ...bounds,
    site: siteId,
    person: person ?? null,
    card: card ?? null,
    door: door ?? null,
    kind: kind ?? null,
    verdict: verdict ?? null,
    reason: reason ?? null,
    zones,
    doors: doorsOfAll(zones),
    seenZones,
    seenDoors: doorsOfAll(seenZones),
    everywhere: kindsWith('siteWide'),
  };
}

/** One entry with its text as hashed and its leaf (RFC 6962); undefined where it is not kept. */
export async function findEvent(
  pool: Pool,
  siteId: string,
  seq: number,
  months: MonthsOfLog,
): Promise<{ readonly text: string; readonly hash: Buffer } | undefined> {
  const { from, until } = timesOf(months, { above: seq - 1, below: seq + 1 });
  const [found] = await byOnePlan<{ text: string; hash: Buffer }>(pool, {
    name: 'find-event',
    text: `
      select e.text, l.hash from entries e join leaf_hashes l on l.site_id = e.site_id and l.seq = e.seq
      where e.site_id = $1 and e.seq = $2 and e.recorded_at >= $3 and e.recorded_at < $4`,
    values: [siteId, seq, from, until],
  });
  return found;
}

/** The first entry recorded at `at` or later; undefined when there is none yet. */
export async function findSeqFrom(
  pool: Pool,
  siteId: string,
  at: Date,
  months: MonthsOfLog,
): Promise<number | undefined> {
  const { from, until, next } = whereFrom(months, at);
  const [found] = await byOnePlan<{ seq: number }>(pool, {
    name: 'find-seq-from',
    text: `
      select seq from entries where site_id = $1 and recorded_at >= $2 and recorded_at < $3
      order by recorded_at, seq limit 1`,
    values: [siteId, from, until],
  });
  return found?.seq ?? next;
}
