import type { Pool } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { moveCursor, placeAfter } from './move-cursor.ts';
import { type SpanRow, type StaySpan, spanOf } from './stay-span.ts';

/**
 * How long somebody was in a zone, from the move that brought them there to the first one that led them away: by which entries, and when
 * those were recorded. That they were seen, met or put down there meanwhile ends nothing.
 */
export type ZoneStay = StaySpan & { readonly person: string; readonly zone: string };

type Row = SpanRow & { readonly person: string; readonly zone: string; readonly ordinal: number };

/** Between two instants, the second exclusive, by the entries of the log up to one, and behind a place in the list. */
type StaysAsked = {
  readonly from: Date;
  readonly until: Date;
  readonly upTo: number;
  /** Of the move with which the last stay read began. */
  readonly after?: string | undefined;
  readonly limit: number;
};

const place = (move: string) => `(${move}.happened_at, ${move}.seq, ${move}.ordinal)`;
const ofPerson = (move: string, other: string) =>
  `${move}.site_id = ${other}.site_id and ${move}.person_id = ${other}.person_id and ${move}.seq <= $5`;
const descending = (move: string) =>
  `order by ${move}.happened_at desc, ${move}.seq desc, ${move}.ordinal desc`;
const ascending = (move: string) => `order by ${move}.happened_at, ${move}.seq, ${move}.ordinal`;

/**
 * Who was in a zone between two instants, in the order in which they came. Who was already there at the first is found by each person's
 * last move before, for a page that begins before it alone: whoever was ever at the site keeps a row in `presence`.
 */
export async function loadZoneStays(
  pool: Pool,
  siteId: string,
  zone: string,
  { from, until, upTo, after, limit }: StaysAsked,
): Promise<Page<ZoneStay>> {
  const { rows } = await pool.query<Row>({
    name: 'load-zone-stays',
    text: `
      with found as (
        (select m.* from moves m
          left join lateral (
            select zone_id from moves p where ${ofPerson('p', 'm')} and ${place('p')} < ${place('m')} ${descending('p')} limit 1
          ) p on true
          where m.site_id = $1 and m.zone_id = $2 and m.happened_at >= $3 and m.happened_at < $4 and m.seq <= $5
            and ${place('m')} > ($6, $7, $8) and m.happened_at >= $6 and p.zone_id is distinct from $2
          ${ascending('m')} limit $9)
        union all
        select f.* from presence o
        cross join lateral (
          select * from moves b where ${ofPerson('b', 'o')} and b.happened_at < $3 ${descending('b')} limit 1
        ) b
        left join lateral (
          select * from moves c
          where ${ofPerson('c', 'b')} and ${place('c')} < ${place('b')} and c.zone_id is distinct from $2 ${descending('c')} limit 1
        ) c on true
        cross join lateral (
          select * from moves f
          where ${ofPerson('f', 'b')} and (c.seq is null or ${place('f')} > ${place('c')}) ${ascending('f')} limit 1
        ) f
        where o.site_id = $1 and b.zone_id = $2 and $6::timestamptz < $3
      ), page as (
        select * from found m where ${place('m')} > ($6, $7, $8) ${ascending('m')} limit $9
      )
      select m.person_id as person, m.zone_id as zone, m.happened_at as since, m.seq, m.ordinal, m.recorded_at as "learntAt",
        n.happened_at as until, n.seq as "untilSeq", n.recorded_at as "untilLearntAt"
      from page m
      left join lateral (
        select happened_at, seq, recorded_at from moves n
        where ${ofPerson('n', 'm')} and ${place('n')} > ${place('m')} and n.zone_id is distinct from $2 ${ascending('n')} limit 1
      ) n on true
      ${ascending('m')}`,
    values: [siteId, zone, from, until, upTo, ...placeAfter(after), limit + 1],
  });
  const page = pageOf(rows, limit, moveCursor);
  return {
    ...page,
    items: page.items.map((row) => ({ person: row.person, zone: row.zone, ...spanOf(row) })),
  };
}
