import type { ClientBase } from 'pg';
import { type CursorStanding, judgeCursor, type LogStanding } from './judge-cursor.ts';
import type { LogCursor } from './log-cursor.ts';

/** A place in a log as somebody outside the database remembers it. */
export type Remembered = {
  readonly siteId: string;
  readonly cursor: LogCursor;
  /** Who: this service from before, a console, or a gateway. */
  readonly by: 'service' | 'console' | 'gateway';
};

/** Which of these places the logs gave out and do not hold: an earlier state of the database was put back. */
export async function findLost<Place extends Pick<Remembered, 'siteId' | 'cursor'>>(
  source: Pick<ClientBase, 'query'>,
  places: readonly Place[],
): Promise<readonly Place[]> {
  const standings = await compareCursors(source, places);
  return places.filter((_, index) => standings[index] === 'lost');
}

/** How each of these places stands to its log; undefined where there is no such log. */
export async function compareCursors(
  source: Pick<ClientBase, 'query'>,
  places: readonly Pick<Remembered, 'siteId' | 'cursor'>[],
): Promise<readonly (CursorStanding | undefined)[]> {
  if (places.length === 0) return [];
  const { rows } = await source.query<LogStanding & { readonly nth: number; readonly leaf: Buffer | null }>({
    name: 'compare-cursors',
    text: `
      select p.nth, h.epoch, h.seq as head, h.past_epochs as "pastEpochs", h.cursor_key as "cursorKey", l.hash as leaf
      from unnest($1::uuid[], $2::int8[]) with ordinality as p(site_id, seq, nth)
      cross join lateral (select * from heads where site_id = p.site_id limit 1) h
      left join lateral (select hash from leaf_hashes where site_id = p.site_id and seq = p.seq limit 1) l on true`,
    values: [places.map(({ siteId }) => siteId), places.map(({ cursor }) => cursor.seq)],
  });
  const found = new Map(rows.map((row) => [row.nth, row]));
  return places.map(({ cursor }, index) => {
    const row = found.get(index + 1);
    return row && judgeCursor(row, cursor, row.leaf);
  });
}
