import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { onTheSpot } from '../kinds/origin-words.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { pagesOfVersions } from './pages-of-versions.ts';
import { loadPersonCells, personsTold, together } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type MovementRow = NamingRow<RowOf<'movements'>>;

type Found = {
  readonly id: string;
  readonly seq: number;
  readonly item: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly permit: string | null;
  readonly carrier: string | null;
  readonly at: Date;
  readonly before: number;
  readonly after: number;
  readonly from: string | null;
  readonly to: string | null;
};

/**
 * 物品の搬入・搬出 (2.3.1.1(7)(a)): each time that some of an item came in, went out or went on into another zone within the time asked for.
 * Item by item, in the order in which it happened: two versions of an item that follow one another say how many, and where.
 */
export async function* movementRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly MovementRow[]> {
  const { siteId, from, until, asOf } = asked;
  const pages = pagesOfVersions(async (after) => {
    const { rows } = await pool.query<Found>({
      name: 'load-movement-records',
      text: `
        select v.item_id as id, v.from_seq as seq, v.item, v.maker, v.model, v.serial, e.at,
          coalesce(e.person_id, v.carried_by) as carrier, b.present as before, v.present as after,
          b.zone_id as "from", v.zone_id as "to",
          -- Of what left in part the version says how the rest is there.
          case when v.since = e.recorded_at then v.permit_id end as permit
        from items v
        cross join lateral (
          select present, zone_id from items b
          where b.site_id = $1 and b.item_id = v.item_id and b.until_seq = v.from_seq limit 1
        ) b
        cross join lateral (
          select at, recorded_at, person_id from entries e
          where e.site_id = $1 and e.seq = v.from_seq and e.recorded_at >= $2 and e.recorded_at < $3 limit 1
        ) e
        where v.site_id = $1 and v.from_seq <= $4 and (v.item_id, v.from_seq) > ($5, $6)
          and (b.present <> v.present or b.zone_id is distinct from v.zone_id)
        order by v.item_id, v.from_seq limit $7`,
      values: [siteId, from, until, asOf.seq, after.id, after.seq, rowsAtOnce],
    });
    return rows;
  });
  for await (const rows of pages) {
    yield await rowsOf(
      pool,
      asked,
      rows.filter((row) => isAmong(row, asked)),
    );
  }
}

function isAmong({ from, to }: Found, { zones, everywhere }: RecordAsked): boolean {
  return everywhere || [from, to].some((zone) => zone !== null && zones.has(zone));
}

async function rowsOf(
  pool: Pool,
  { siteId, zones, named }: RecordAsked,
  found: readonly Found[],
): Promise<readonly MovementRow[]> {
  const cellsOf = await loadPersonCells(
    pool,
    siteId,
    found.flatMap(({ carrier }) => carrier ?? []),
  );
  const nameOf = (zone: string | null) => (zone === null ? '' : (zones.get(zone)?.name ?? ''));
  return found.map((moved) => {
    const { from, to, carrier, item, maker, model } = moved;
    const places = [from, to].flatMap((zone) => zone ?? []);
    const cells = carrier === null ? undefined : cellsOf(carrier, reaches(named, places));
    const row = {
      item: together([item, maker ?? '', model ?? '']),
      serial: moved.serial,
      quantity: `${movedOf(moved)}`,
      how: howMoved(moved),
      movedAt: moved.at.toISOString(),
      movedFrom: onTheSpot,
      zones:
        from !== null && to !== null && from !== to ? `${nameOf(from)}→${nameOf(to)}` : nameOf(to ?? from),
      name: cells?.name ?? null,
      affiliation: cells?.affiliation ?? null,
      permit: moved.permit,
      id: moved.id,
    };
    return { row, persons: personsTold([cells]) };
  });
}

/** How many were carried: into another zone all that are there then, else by how many there are more or fewer. */
function movedOf({ from, to, before, after }: Found): number {
  return from !== null && to !== null && from !== to ? after : Math.abs(after - before);
}

function howMoved({ from, to, before, after }: Found): string {
  if (from !== null && to !== null && from !== to) return '区域の移動';
  return after > before ? '搬入' : '搬出';
}
