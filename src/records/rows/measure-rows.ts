import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { askedWords } from '../../permits/rule/asked-words.ts';
import { type Hazard, hazards, type MeasuredRow } from '../../registers/measures/measured-rows.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { pagesById } from './pages-by-id.ts';
import { loadPersonCells, personsTold } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';
import { seqsAsked } from './seqs-asked.ts';

type MeasureRow = NamingRow<RowOf<'measures'>>;

type Found = {
  readonly id: string;
  readonly zone: string;
  readonly row: MeasuredRow;
  readonly what: string;
  readonly hazard: Hazard | null;
  readonly cutPower: string | null;
  readonly cutBy: string | null;
  readonly evidence: string;
  readonly takenOn: string;
  readonly inspectedOn: string | null;
  readonly found: string | null;
  readonly nextInspectionOn: string | null;
  readonly recordedBy: string;
};

/** 講じた対策 as they stood at the end of the time asked for, with the last look at each until then. */
export async function* measureRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly MeasureRow[]> {
  const { siteId, timeZone, until, asOf, zones } = asked;
  const { last } = await seqsAsked(pool, siteId, asked, asOf.seq);
  const lastDay = dayAt(new Date(until.getTime() - 1), timeZone);
  const load = async (after: string) => {
    const { rows } = await pool.query<Found>({
      name: 'load-measure-records',
      text: `
        select v.measure_id as id, v.zone_id as zone, v.row, v.what, v.hazard, v.cut_power as "cutPower", v.cut_by as "cutBy", v.evidence,
          v.taken_on::text as "takenOn", v.inspected_on::text as "inspectedOn", v.found,
          v.next_inspection_on::text as "nextInspectionOn", v.recorded_by as "recordedBy"
        from zone_measures v
        where v.site_id = $1 and v.from_seq <= $2 and (v.until_seq is null or v.until_seq > $2)
          and v.end_reason is null and v.taken_on <= $3 and v.measure_id > $4
        order by v.measure_id limit $5`,
      values: [siteId, last, lastDay, after, rowsAtOnce],
    });
    return rows;
  };
  for await (const rows of pagesById(load)) {
    yield await rowsOf(
      pool,
      asked,
      rows.filter(({ zone }) => zones.has(zone)),
    );
  }
}

async function rowsOf(
  pool: Pool,
  { siteId, zones, named }: RecordAsked,
  found: readonly Found[],
): Promise<readonly MeasureRow[]> {
  const cellsOf = await loadPersonCells(
    pool,
    siteId,
    found.map(({ recordedBy }) => recordedBy),
  );
  return found.map(({ zone, hazard, cutPower, cutBy, recordedBy, ...measure }) => {
    const cells = cellsOf(recordedBy, reaches(named, [zone]));
    const row = {
      ...measure,
      zone: zones.get(zone)?.name ?? zone,
      hazard: hazard === null ? null : hazards[hazard],
      cut: cutPower === null || cutBy === null ? null : `${cutPower}（${cutBy}）`,
      name: cells.name,
      basis: askedWords(measure.row),
    };
    return { row, persons: personsTold([cells]) };
  });
}
