import type { ClientBase } from 'pg';
import type { Entry } from '../../log/entry/entry.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import type { Place } from '../state/site-state.ts';

type Source = Pick<ClientBase, 'query'>;

/** From where to where a log is replayed: the last seq before, the first moment counted, the last seq. */
export type Stretch = {
  readonly after: number;
  /** None of its entries was recorded before. */
  readonly since: Date;
  readonly upTo: number;
};

/** What is read at once, so that memory stays flat. */
const entriesAtOnce = 500;

/** The next entries of a stretch, by key; none at its end. */
export async function loadNextEntries(
  source: Source,
  siteId: string,
  { after, since, upTo }: Stretch,
): Promise<readonly Entry[]> {
  const { rows } = await source.query<{ readonly text: string }>({
    name: 'load-entries-of-stretch',
    text: `
      select text from entries where site_id = $1 and seq > $2 and seq <= $3 and recorded_at >= $4
      order by seq limit ${entriesAtOnce}`,
    values: [siteId, after, upTo, since],
  });
  return rows.map(({ text }) => parseEntry(text));
}

/** The stretch of a site's log since a moment. */
export async function loadStretch(source: Source, siteId: string, since: Date): Promise<Stretch | undefined> {
  const { rows } = await source.query<{ readonly upTo: number; readonly first: number | null }>({
    name: 'load-stretch',
    text: `
      select h.seq as "upTo", (
        select e.seq from entries e where e.site_id = $1 and e.recorded_at >= $2 order by e.recorded_at, e.seq limit 1
      ) as first
      from heads h where h.site_id = $1`,
    values: [siteId, since],
  });
  const [row] = rows;
  return row && { after: (row.first ?? row.upTo + 1) - 1, since, upTo: row.upTo };
}

/** Where everybody was by the entries up to a seq. */
export async function loadPlacesBy(
  source: Source,
  siteId: string,
  seq: number,
): Promise<ReadonlyMap<string, Place>> {
  const { rows } = await source.query<Omit<Place, 'pending' | 'door'> & { readonly person: string }>({
    name: 'load-places-by',
    text: `
      select p.person_id as person, m.zone_id as zone, m.certainty, m.happened_at as since, m.seq
      from presence p cross join lateral (
        select * from moves m where m.site_id = p.site_id and m.person_id = p.person_id and m.seq <= $2
        order by m.happened_at desc, m.seq desc, m.ordinal desc limit 1
      ) m
      where p.site_id = $1`,
    values: [siteId, seq],
  });
  return new Map(
    rows.map(({ person, ...place }) => [person, { ...place, door: undefined, pending: undefined }]),
  );
}
