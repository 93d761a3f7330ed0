import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { onTheSpot } from '../kinds/origin-words.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { pagesById } from './pages-by-id.ts';
import { loadPersonCells, personsTold, together, withheld } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type WorkRow = NamingRow<RowOf<'works'>>;

type Found = {
  readonly id: string;
  readonly attendant: string | null;
  readonly workers: readonly string[];
  readonly zones: readonly string[];
  readonly purpose: string;
  readonly begunAt: Date;
  readonly workersIn: number;
  readonly endedAt: Date | null;
  readonly workersOut: number | null;
  readonly result: string | null;
};

/**
 * 作業の記録: each time that a work was done within the time asked for, in the order they were begun. What was told of one after the entry
 * the record stands at is not in it: the log tells what that was, for an act that waited for its head may be older than that entry.
 */
export async function* workRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly WorkRow[]> {
  const { siteId, from, until, asOf, zones, everywhere } = asked;
  const load = async (after: string) => {
    const { rows } = await pool.query<Found>({
      name: 'load-work-records',
      text: `
        with later as (
          select e.kind, e.seq, e.text::jsonb -> 'details' as details from entries e
          where e.site_id = $1 and e.seq > $6 and e.recorded_at >= $5
            and e.kind in ('work-begun', 'work-attendant-relieved', 'work-ended')
        )
        select w.occurrence_id as id, case when relieved.seq is null then w.attendant_id::text else relieved.before end as attendant,
          p.concerned_ids as workers, p.zone_ids as zones, p.purpose, w.begun_at as "begunAt", w.workers_in as "workersIn",
          case when not told.ended then w.ended_at end as "endedAt",
          case when not told.ended then w.workers_out end as "workersOut",
          case when not told.ended then w.result end as result
        from work_occurrences w
        cross join lateral (
          select coalesce(bool_or(kind = 'work-begun'), false) as begun, coalesce(bool_or(kind = 'work-ended'), false) as ended
          from later where details ->> 'occurrence' = w.occurrence_id::text
        ) told
        left join lateral (
          select seq, details ->> 'from' as before from later
          where kind = 'work-attendant-relieved' and details ->> 'occurrence' = w.occurrence_id::text order by seq limit 1
        ) relieved on true
        cross join lateral (
          select * from permits p where p.site_id = $1 and p.permit_id = w.permit_id
            and p.from_seq <= $6 and (p.until_seq is null or p.until_seq > $6) limit 1
        ) p
        where w.site_id = $1 and w.occurrence_id > $2 and w.begun_at < $4 and not told.begun
          and (w.ended_at is null or told.ended or w.ended_at > $3)
        order by w.occurrence_id limit $7`,
      values: [siteId, after, from, until, asOf.recordedAt, asOf.seq, rowsAtOnce],
    });
    return rows;
  };
  for await (const rows of pagesById(load)) {
    yield rowsOf(
      pool,
      asked,
      rows.filter((row) => everywhere || row.zones.some((zone) => zones.has(zone))),
    );
  }
}

async function rowsOf(
  pool: Pool,
  { siteId, zones, named }: RecordAsked,
  found: readonly Found[],
): Promise<readonly WorkRow[]> {
  const cellsOf = await loadPersonCells(
    pool,
    siteId,
    found.flatMap(({ attendant, workers }) => [...(attendant === null ? [] : [attendant]), ...workers]),
  );
  return found.map((work) => {
    const mayKnow = reaches(named, work.zones);
    const attendant = work.attendant === null ? undefined : cellsOf(work.attendant, mayKnow);
    const workers = work.workers.map((id) => cellsOf(id, mayKnow));
    const row = {
      purpose: work.purpose,
      zones: together(work.zones.flatMap((zone) => zones.get(zone)?.name ?? [])),
      names: together(workers.map(({ name }) => name)),
      attendant: attendant?.name ?? null,
      attendantAffiliation: attendant?.affiliation ?? null,
      begunAt: work.begunAt.toISOString(),
      begunFrom: onTheSpot,
      workersIn: `${work.workersIn}`,
      endedAt: work.endedAt?.toISOString() ?? null,
      endedFrom: work.endedAt && onTheSpot,
      workersOut: work.workersOut === null ? null : `${work.workersOut}`,
      resultWords: work.result && (mayKnow ? work.result : withheld),
      id: work.id,
    };
    return { row, persons: personsTold([attendant, ...workers]) };
  });
}
