import { reaches } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { loadTimesOf } from '../../log/reading/load-times-of.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { registerKinds } from '../kinds/register-kinds.ts';
import { pagesOfVersions } from './pages-of-versions.ts';
import { loadPersonCells, personsTold, together } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';
import { seqsAsked } from './seqs-asked.ts';

type SystemRow = NamingRow<RowOf<'systems'>>;

type Found = {
  readonly id: string;
  /** Of the ministry's log, as every seq here. */
  readonly seq: number;
  /** Where the version ended, if the record tells as far. */
  readonly endSeq: number | null;
  readonly system: string;
  readonly number: string | null;
  readonly unit: string | null;
  readonly officer: string;
  readonly confidentiality: number;
  readonly integrity: number;
  readonly availability: number;
  readonly endReason: string | null;
  readonly zones: readonly string[];
};

/**
 * 情報システム that stood in the zones within the time asked for, system by system: a row for each time that one was registered, changed or abolished
 * by the ministry, and how long that held. What was abolished before is not in it.
 */
export async function* systemRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly SystemRow[]> {
  const { siteId, zones, ministrySeq } = asked;
  const { before, last } = await seqsAsked(pool, ministryLogId, asked, ministrySeq);
  const pages = pagesOfVersions(async (after) => {
    const { rows } = await pool.query<Found>({
      name: 'load-system-records',
      text: `
        select s.system_id as id, s.from_seq as seq, case when s.until_seq <= $7 then s.until_seq end as "endSeq",
          s.name as system, s.database_number as number, o.name as unit, s.officer_id as officer,
          s.confidentiality, s.integrity, s.availability, s.end_reason as "endReason", p.zones
        from information_systems s
        cross join lateral (
          select array_agg(place ->> 'zone') as zones from jsonb_array_elements(s.places) place where place ->> 'site' = $1
        ) p
        left join lateral (
          select name from organisations o
          where o.organisation_id = s.organisation_id and o.from_seq <= $3 and (o.until_seq is null or o.until_seq > $3) limit 1
        ) o on true
        where s.from_seq <= $3 and (s.until_seq is null or s.until_seq > $2) and (s.end_reason is null or s.from_seq > $2)
          and p.zones is not null and (s.system_id, s.from_seq) > ($4, $5)
        order by s.system_id, s.from_seq limit $6`,
      values: [siteId, before, last, after.id, after.seq, rowsAtOnce, ministrySeq],
    });
    return rows;
  });
  for await (const rows of pages) {
    yield await rowsOf(
      pool,
      asked,
      rows.filter((row) => row.zones.some((zone) => zones.has(zone))),
    );
  }
}

async function rowsOf(
  pool: Pool,
  { siteId, zones, named }: RecordAsked,
  found: readonly Found[],
): Promise<readonly SystemRow[]> {
  const cellsOf = await loadPersonCells(
    pool,
    siteId,
    found.map(({ officer }) => officer),
  );
  const times = await loadTimesOf(
    databaseOf(pool),
    ministryLogId,
    found.flatMap(({ seq, endSeq }) => (endSeq === null ? [seq] : [seq, endSeq])),
  );
  const timeOf = (seq: number | null) => (seq === null ? null : (times.get(seq)?.toISOString() ?? null));
  return found.map(({ id, seq, endSeq, system, number, unit, officer, ...version }) => {
    const cells = cellsOf(officer, reaches(named, version.zones));
    const row = {
      ...{ id, system, number, unit },
      officer: cells.name,
      grades: `機密性${version.confidentiality}・完全性${version.integrity}・可用性${version.availability}`,
      zones: together(version.zones.flatMap((zone) => zones.get(zone)?.name ?? [])),
      state: version.endReason === null ? '使用中' : `廃止（${version.endReason}）`,
      since: timeOf(seq),
      endedAt: timeOf(endSeq),
      basis: registerKinds.systems.clause,
    };
    return { row, persons: personsTold([cells]) };
  });
}
