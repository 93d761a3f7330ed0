import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import type { RowOf } from '../kinds/record-kinds.ts';
import { pagesById } from './pages-by-id.ts';
import { loadPersonCells, together } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type SystemRow = RowOf<'systems'>;

type Found = {
  readonly id: string;
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

/** 情報システム that stand in the zones asked for, or did until they were abolished, as the ministry has them registered now. */
export async function* systemRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly SystemRow[]> {
  const { siteId, zones } = asked;
  const load = async (after: string) => {
    const { rows } = await pool.query<Found>({
      name: 'load-system-records',
      text: `
        select s.system_id as id, s.name as system, s.database_number as number, o.name as unit, s.officer_id as officer,
          s.confidentiality, s.integrity, s.availability, s.end_reason as "endReason", p.zones
        from information_systems s
        cross join lateral (
          select array_agg(place ->> 'zone') as zones from jsonb_array_elements(s.places) place where place ->> 'site' = $1
        ) p
        left join lateral (
          select name from organisations o where o.organisation_id = s.organisation_id and o.until_seq is null limit 1
        ) o on true
        where s.until_seq is null and p.zones is not null and s.system_id > $2
        order by s.system_id limit $3`,
      values: [siteId, after, rowsAtOnce],
    });
    return rows;
  };
  for await (const rows of pagesById(load)) {
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
  return found.map(({ id, system, number, unit, officer, ...row }) => ({
    ...{ id, system, number, unit },
    officer: cellsOf(officer, reaches(named, row.zones)).name,
    grades: `機密性${row.confidentiality}・完全性${row.integrity}・可用性${row.availability}`,
    zones: together(row.zones.flatMap((zone) => zones.get(zone)?.name ?? [])),
    state: row.endReason === null ? '使用中' : `廃止（${row.endReason}）`,
  }));
}
