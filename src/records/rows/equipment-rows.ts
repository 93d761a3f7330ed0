import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { askedWords } from '../../permits/rule/asked-words.ts';
import type { AskedRow } from '../../permits/rule/rule-told.ts';
import { type EquipmentKind, equipmentKinds, theftRowOf } from '../../registers/equipment/equipment-kinds.ts';
import { type EquipmentState, equipmentStateNames } from '../../registers/equipment/equipment-lifecycle.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { pagesOfVersions } from './pages-of-versions.ts';
import { together } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';
import { seqsAsked } from './seqs-asked.ts';

type EquipmentRow = NamingRow<RowOf<'equipment'>>;

type Found = {
  readonly id: string;
  readonly seq: number;
  readonly number: string;
  readonly kind: EquipmentKind;
  readonly name: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly zone: string;
  readonly placedOn: string;
  readonly state: EquipmentState;
  readonly securedBy: string | null;
  readonly system: string | null;
  readonly permit: string | null;
  readonly since: Date;
  readonly endedAt: Date | null;
  readonly reason: string | null;
  readonly authenticates: boolean | null;
  /** By which rows it was asked whether it may be installed; null where nothing was asked. */
  readonly asked: readonly AskedRow[] | null;
};

/**
 * What stood where within the time asked for, thing by thing: a row for each time that it was placed, sealed, moved or told of otherwise, and
 * how long that held. What was disposed of before is not in it.
 */
export async function* equipmentRows(
  pool: Pool,
  asked: RecordAsked,
): AsyncGenerator<readonly EquipmentRow[]> {
  const { siteId, from, until, asOf, zones, ministrySeq } = asked;
  const ofMinistry = await seqsAsked(pool, ministryLogId, asked, ministrySeq);
  const pages = pagesOfVersions(async (after) => {
    const { rows } = await pool.query<Found>({
      name: 'load-equipment-records',
      text: `
        select v.equipment_id as id, v.from_seq as seq, v.number, v.kind, v.name, v.maker, v.model, v.serial, v.zone_id as zone,
          v.placed_on::text as "placedOn", v.state, v.secured_by as "securedBy", s.name as system, v.permit_id as permit,
          v.changed_at as since, n.changed_at as "endedAt", v.reason, v.authenticates, p.asked
        from equipment v
        left join lateral (
          select changed_at from equipment n
          where n.site_id = $1 and n.equipment_id = v.equipment_id and n.from_seq = v.until_seq and n.from_seq <= $4 limit 1
        ) n on true
        left join lateral (
          select name from information_systems s
          where s.system_id = v.system_id and s.from_seq <= $8 and (s.until_seq is null or s.until_seq > $8) limit 1
        ) s on true
        left join lateral (
          select asked from permits p where p.site_id = $1 and p.permit_id = v.permit_id and p.from_seq <= $4
          order by p.from_seq desc limit 1
        ) p on true
        where v.site_id = $1 and v.from_seq <= $4 and (v.equipment_id, v.from_seq) > ($5, $6)
          and v.changed_at < $3 and (n.changed_at is null or n.changed_at > $2)
          and (v.state <> 'disposed' or v.changed_at >= $2)
        order by v.equipment_id, v.from_seq limit $7`,
      values: [siteId, from, until, asOf.seq, after.id, after.seq, rowsAtOnce, ofMinistry.last],
    });
    return rows;
  });
  for await (const rows of pages) {
    yield rows.flatMap(({ zone, ...row }) => {
      const place = zones.get(zone);
      return place === undefined ? [] : [{ row: rowOf(row, place.name), persons: [] }];
    });
  }
}

function rowOf(
  { seq: _, kind, authenticates, name, maker, model, ...row }: Omit<Found, 'zone'>,
  zone: string,
): EquipmentRow['row'] {
  const protects = theftRowOf({ kind, authenticates });
  return {
    id: row.id,
    number: row.number,
    sort: equipmentKinds[kind].words,
    item: together([name, maker ?? '', model ?? '']),
    serial: row.serial,
    zone,
    placedOn: row.placedOn,
    state: equipmentStateNames[row.state],
    securedBy: row.securedBy,
    system: row.system,
    permit: row.permit,
    since: row.since.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    reason: row.reason,
    basis: together([
      protects === undefined ? '' : askedWords(protects),
      ...(row.asked ?? []).map((one) => askedWords(one.row)),
    ]),
  };
}
