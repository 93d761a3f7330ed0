import type { SomeZones } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { moveCursor, placeAfter } from './move-cursor.ts';
import { type SpanRow, type StaySpan, spanOf } from './stay-span.ts';

/**
 * From one move of a person to the next: where, how surely, and by which entries it began and ended. Both moves are by
 * the time they happened; what was told afterwards was learnt later than that.
 */
export type Stay = StaySpan & {
  readonly person: string;
  readonly zone: string | null;
  readonly certainty: string;
};

type Row = SpanRow & {
  readonly person: string;
  readonly zone: string | null;
  readonly certainty: string;
  readonly ordinal: number;
};

/** Between two instants, the second exclusive, by what was known at a third, and behind a place in the list. */
export type HistoryAsked = {
  readonly from: Date;
  readonly until: Date;
  /** undefined = by all that is known. */
  readonly knownAt: Date | undefined;
  /** `{happened}.{seq}.{ordinal}` of the last stay read, the first in milliseconds since 1970. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** The move that ended a stay: the next of the same person by the time they happened, of those known at $5. */
const ended = `
  left join lateral (
    select happened_at, seq, recorded_at from moves n
    where n.site_id = m.site_id and n.person_id = m.person_id and n.recorded_at <= $5
      and (n.happened_at, n.seq, n.ordinal) > (m.happened_at, m.seq, m.ordinal)
    order by happened_at, seq, ordinal limit 1
  ) n on true`;

const columns = `
  m.person_id as person, m.zone_id as zone, m.certainty, m.happened_at as since, m.seq, m.ordinal,
  m.recorded_at as "learntAt", n.happened_at as until, n.seq as "untilSeq", n.recorded_at as "untilLearntAt"`;

/** The stays of one page, in the order of the moves they began with. Only of these it is looked for what ended them. */
const behind = '(m.happened_at, m.seq, m.ordinal) > ($6, $7, $8) and m.happened_at >= $6';
const inOrder = 'order by m.happened_at, m.seq, m.ordinal';
/** Whether stays that were under way at the first instant are of this page: they began before it. */
const beginsBefore = '$6::timestamptz < $3';

const isSeen = '($10::text[] is null or m.zone_id = any($10))';

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
        (select * from moves m
          where site_id = $1 and person_id = $2 and happened_at >= $3 and happened_at < $4 and recorded_at <= $5
            and ${behind} and ${isSeen} ${inOrder} limit $9)
        union all
        (select * from moves where site_id = $1 and person_id = $2 and happened_at < $3 and recorded_at <= $5 and ${beginsBefore}
          order by happened_at desc, seq desc, ordinal desc limit 1)
      ), page as (
        select * from found m where ${behind} and ${isSeen} ${inOrder} limit $9
      )
      select ${columns} from page m ${ended} ${inOrder}`,
    values: [siteId, person, ...valuesOf(asked), seen === 'all' ? null : [...seen]],
  });
  return stays(rows, asked.limit);
}

/**
 * Who was in a zone between two instants; who was already there at the first is found by each person's last move before, for a page that
 * begins before it alone. Whoever was ever at the site has a row in `presence`, and keeps it: one who has left stands there as being outside.
 */
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
        (select * from moves m
          where site_id = $1 and zone_id = $2 and happened_at >= $3 and happened_at < $4 and recorded_at <= $5
            and ${behind} ${inOrder} limit $9)
        union all
        select b.* from presence p cross join lateral (
          select * from moves m
          where m.site_id = p.site_id and m.person_id = p.person_id and m.happened_at < $3 and m.recorded_at <= $5
          order by happened_at desc, seq desc, ordinal desc limit 1
        ) b
        where p.site_id = $1 and b.zone_id = $2 and ${beginsBefore}
      ), page as (
        select * from found m where ${behind} ${inOrder} limit $9
      )
      select ${columns} from page m ${ended} ${inOrder}`,
    values: [siteId, zone, ...valuesOf(asked)],
  });
  return stays(rows, asked.limit);
}

/** The values of $3 to $9. */
function valuesOf({ from, until, knownAt, after, limit }: HistoryAsked): readonly unknown[] {
  return [from, until, knownAt ?? 'infinity', ...placeAfter(after), limit + 1];
}

function stays(rows: readonly Row[], limit: number): Page<Stay> {
  const page = pageOf(rows, limit, moveCursor);
  return {
    ...page,
    items: page.items.map((row) => {
      const { person, zone, certainty } = row;
      return { person, zone, certainty, ...spanOf(row) };
    }),
  };
}
