import type { SomeZones } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { formatEntryPart, parseEntryPart } from '../../log/entry-part.ts';

/** From one move of a person to the next: where, how surely, and by which entries it began and ended. */
export type Stay = {
  readonly person: string;
  readonly zone: string | null;
  readonly certainty: string;
  readonly since: string;
  readonly seq: number;
  /** null = still so. */
  readonly until: string | null;
  readonly untilSeq: number | null;
};

type Row = {
  person: string;
  zone: string | null;
  certainty: string;
  since: Date;
  seq: number;
  ordinal: number;
  until: Date | null;
  untilSeq: number | null;
};

/** Between two instants, the second exclusive, and behind a place in the log: `seq.ordinal`. */
export type HistoryAsked = {
  readonly from: Date;
  readonly until: Date;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** The move that ended a stay: the next of the same person, whenever it was. */
const ended = `
  left join lateral (
    select recorded_at, seq from moves n
    where n.site_id = m.site_id and n.person_id = m.person_id
      and (n.recorded_at, n.seq, n.ordinal) > (m.recorded_at, m.seq, m.ordinal)
    order by recorded_at, seq, ordinal limit 1
  ) n on true`;

const columns = `
  m.person_id as person, m.zone_id as zone, m.certainty, m.recorded_at as since, m.seq, m.ordinal,
  n.recorded_at as until, n.seq as "untilSeq"`;

/** Where a person was between two instants: the stay under way at the first, and every one begun before the second. */
export async function loadPersonHistory(
  pool: Pool,
  siteId: string,
  person: string,
  seen: SomeZones,
  asked: HistoryAsked,
): Promise<Page<Stay>> {
  const { rows } = await pool.query<Row>({
    name: 'load-person-history',
    text: `
      with found as (
        select * from moves
        where site_id = $1 and person_id = $2 and recorded_at >= $3 and recorded_at < $4
        union all
        (select * from moves where site_id = $1 and person_id = $2 and recorded_at < $3
          order by recorded_at desc, seq desc, ordinal desc limit 1)
      )
      select ${columns} from found m ${ended}
      where (m.seq, m.ordinal) > ($5, $6) and ($7::text[] is null or m.zone_id = any($7))
      order by m.seq, m.ordinal limit $8`,
    values: [
      siteId,
      person,
      asked.from,
      asked.until,
      ...placeAfter(asked.after),
      seen === 'all' ? null : [...seen],
      asked.limit + 1,
    ],
  });
  return stays(rows, asked.limit);
}

/** Who was in a zone between two instants; who was already there at the first is found by each person's last move before. */
export async function loadZoneHistory(
  pool: Pool,
  siteId: string,
  zone: string,
  asked: HistoryAsked,
): Promise<Page<Stay>> {
  const { rows } = await pool.query<Row>({
    name: 'load-zone-history',
    text: `
      with found as (
        select * from moves
        where site_id = $1 and zone_id = $2 and recorded_at >= $3 and recorded_at < $4
        union all
        select b.* from presence p cross join lateral (
          select * from moves m
          where m.site_id = p.site_id and m.person_id = p.person_id and m.recorded_at < $3
          order by recorded_at desc, seq desc, ordinal desc limit 1
        ) b
        where p.site_id = $1 and b.zone_id = $2
      )
      select ${columns} from found m ${ended}
      where (m.seq, m.ordinal) > ($5, $6)
      order by m.seq, m.ordinal limit $7`,
    values: [siteId, zone, asked.from, asked.until, ...placeAfter(asked.after), asked.limit + 1],
  });
  return stays(rows, asked.limit);
}

const beginning = { seq: 0, ordinal: 0 };

function placeAfter(after: string | undefined): readonly [number, number] {
  const { seq, ordinal } = after === undefined ? beginning : parseEntryPart(after);
  return [seq, ordinal];
}

function stays(rows: readonly Row[], limit: number): Page<Stay> {
  const page = pageOf(rows, limit, formatEntryPart);
  return {
    ...page,
    items: page.items.map(({ person, zone, certainty, since, seq, until, untilSeq }) => ({
      person,
      zone,
      certainty,
      since: since.toISOString(),
      seq,
      until: until?.toISOString() ?? null,
      untilSeq,
    })),
  };
}
