import type { UnderHead } from '../../../log/take-heads.ts';
import type { Series } from '../../rules/series-in.ts';
import type { UnknownRead } from '../batch-facts.ts';

/** A reader, and the door it stands at. */
export type ReaderAtDoor = { readonly reader: string; readonly door: string };

/**
 * Reads when cards that nobody is known by were read at these readers, as many as make a series and no older; an index holds
 * such reads alone. What was told afterwards is of nobody who stands there.
 */
export async function loadUnknownReads(
  client: UnderHead,
  siteId: string,
  readers: readonly ReaderAtDoor[],
  series: Series | undefined,
  now: Date,
): Promise<readonly UnknownRead[]> {
  if (series === undefined || readers.length === 0) return [];
  const doorOf = new Map(readers.map(({ reader, door }) => [reader, door]));
  const { rows } = await client.query<UnknownRead>({
    name: 'load-unknown-reads',
    text: `
      select k.reader, e.recorded_at as "recordedAt" from unnest($2::text[], $3::text[]) as k(reader, door)
      cross join lateral (
        select recorded_at from entries
        where site_id = $1 and door_id = k.door and recorded_at > $4 and reasons @> array['unknown-card']
          and text::json #>> '{subject,reader}' = k.reader and text not like '%"not-judged"%'
        order by recorded_at desc limit $5
      ) e`,
    values: [
      siteId,
      [...doorOf.keys()],
      [...doorOf.values()],
      new Date(now.getTime() - series.withinMs),
      series.reads,
    ],
  });
  return rows;
}
