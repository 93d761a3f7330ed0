import type { SomeZones } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry.ts';
import { kindsWith } from '../../log/entry-kinds.ts';
import { parseEntry } from '../../log/parse-entry.ts';
import { doorsOf, type Places } from './place-book.ts';

/** What a list of entries is narrowed to; absent = not narrowed. */
export type EventFilter = {
  readonly zone?: string | undefined;
  readonly door?: string | undefined;
  readonly person?: string | undefined;
  readonly card?: string | undefined;
  readonly kind?: string | undefined;
  readonly verdict?: string | undefined;
  readonly reason?: string | undefined;
};

export type EventSearch = {
  readonly siteId: string;
  readonly filter: EventFilter;
  readonly seen: SomeZones;
  readonly places: Places;
  /** Entries of this stretch: `above < seq < below`. */
  readonly above: number;
  readonly below: number;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
};

/** `reached`: how far the search came; the next page goes on behind it. Undefined: to the end of the stretch. */
export type EventsFound = { readonly entries: readonly Entry[]; readonly reached: number | undefined };

/** One request looks through at most so many entries where no index leads to them; the page then says how far it came. */
const searchedAtOnce = 100_000;

/** Entries in the order of the log, or the newest first. */
export async function findEvents(pool: Pool, search: EventSearch): Promise<EventsFound> {
  const { siteId, order, limit } = search;
  const stretch = searchedStretch(search);
  const values: unknown[] = [siteId, stretch.above, stretch.below, limit + 1];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = conditionsOf(search, bind);
  const searches = sourcesOf(search, bind).map(
    ({ from, condition }) => `
      (select seq, text from ${from}
      where ${['site_id = $1', 'seq > $2', 'seq < $3', ...condition, ...conditions].join(' and ')}
      order by seq ${order} limit $4)`,
  );
  const { rows } = await pool.query<{ text: string }>({
    text: `select text from (${searches.join(' union all ')}) found order by seq ${order} limit $4`,
    values,
  });
  const entries = rows.slice(0, limit).map(({ text }) => parseEntry(text));
  if (rows.length > limit) return { entries, reached: entries.at(-1)?.seq };
  return { entries, reached: stretch.reached };
}

type Source = { readonly from: string; readonly condition: readonly string[] };

/** An entry is found by every person it names: one in its column, the others in a table of their own. */
function sourcesOf({ filter: { person } }: EventSearch, bind: (value: unknown) => string): readonly Source[] {
  if (person === undefined) return [{ from: 'entries', condition: [] }];
  const asked = bind(person);
  return [
    { from: 'entries', condition: [`person_id = ${asked}`] },
    {
      from: 'entry_persons p join entries e using (site_id, seq, recorded_at)',
      condition: [`p.person_id = ${asked}`],
    },
  ];
}

function searchedStretch({ filter, seen, above, below, order }: EventSearch) {
  const { person, card, door, zone, kind, verdict, reason } = filter;
  const indexed = person !== undefined || card !== undefined || door !== undefined;
  const unfiltered = seen === 'all' && [zone, kind, verdict, reason].every((one) => one === undefined);
  if (indexed || unfiltered || below - above - 1 <= searchedAtOnce)
    return { above, below, reached: undefined };
  return order === 'asc'
    ? { above, below: above + searchedAtOnce + 1, reached: above + searchedAtOnce }
    : { above: below - searchedAtOnce - 1, below, reached: below - searchedAtOnce };
}

function conditionsOf({ filter, seen, places }: EventSearch, bind: (value: unknown) => string): string[] {
  const { zone, door, card, kind, verdict, reason } = filter;
  const conditions: string[] = [];
  if (card !== undefined) conditions.push(`card_id = ${bind(card)}`);
  if (door !== undefined) conditions.push(`door_id = ${bind(door)}`);
  if (kind !== undefined) conditions.push(`kind = ${bind(kind)}`);
  if (verdict !== undefined) conditions.push(`verdict = ${bind(verdict)}`);
  if (reason !== undefined) conditions.push(`reasons @> array[${bind(reason)}::text]`);
  if (zone !== undefined) conditions.push(inZones([zone], places, bind));
  if (seen !== 'all') {
    const everywhere = `(zones is null and kind = any(${bind(kindsWith('siteWide'))}))`;
    conditions.push(`(${everywhere} or ${inZones([...seen], places, bind)})`);
  }
  return conditions;
}

/** The same zones as `zonesOf` names: those the entry states, and those its door stands between. */
function inZones(zones: readonly string[], places: Places, bind: (value: unknown) => string): string {
  const doors = zones.flatMap((zone) => doorsOf(places, zone));
  return `(zones && ${bind(zones)}::text[] or door_id = any(${bind(doors)}::text[]))`;
}

/** One entry with its text as hashed and its leaf (RFC 6962); undefined where it is not kept. */
export async function findEvent(
  pool: Pool,
  siteId: string,
  seq: number,
): Promise<{ readonly text: string; readonly hash: Buffer } | undefined> {
  const { rows } = await pool.query<{ text: string; hash: Buffer }>({
    name: 'find-event',
    text: `
      select e.text, l.hash from entries e join leaf_hashes l on l.site_id = e.site_id and l.seq = e.seq
      where e.site_id = $1 and e.seq = $2`,
    values: [siteId, seq],
  });
  return rows[0];
}

/** The first entry recorded at `at` or later; undefined when there is none yet. */
export async function findSeqFrom(pool: Pool, siteId: string, at: Date): Promise<number | undefined> {
  const { rows } = await pool.query<{ seq: number }>({
    name: 'find-seq-from',
    text: `
      select seq from entries where site_id = $1 and recorded_at >= $2
      order by recorded_at, seq limit 1`,
    values: [siteId, at],
  });
  return rows[0]?.seq;
}
