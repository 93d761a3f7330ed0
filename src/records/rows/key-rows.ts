import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { type KeySort, type KeyState, keySorts, keyStateNames } from '../../registers/keys/key-lifecycle.ts';
import { onTheSpot } from '../kinds/origin-words.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { pagesOfVersions } from './pages-of-versions.ts';
import { loadPersonCells, personsTold } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type KeyRow = NamingRow<RowOf<'keys'>>;

type Found = {
  readonly id: string;
  readonly seq: number;
  readonly zone: string;
  readonly number: string;
  readonly sort: KeySort;
  readonly keptAt: string;
  readonly state: KeyState;
  readonly holder: string | null;
  readonly since: Date;
  readonly due: Date | null;
  readonly endedAt: Date | null;
  readonly handler: string | null;
  readonly endHandler: string | null;
  readonly reason: string | null;
};

/**
 * 鍵貸出簿: each loan, opening and loss of the keys of the zones within the time asked for, key by key, and how each key is at the entry the record
 * stands at. That a key was kept meanwhile has no row.
 */
export async function* keyRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly KeyRow[]> {
  const { siteId, from, until, asOf, zones } = asked;
  const pages = pagesOfVersions(async (after) => {
    const { rows } = await pool.query<Found>({
      name: 'load-key-records',
      text: `
        select v.key_id as id, v.from_seq as seq, v.zone_id as zone, v.code as number, v.sort, v.kept_at as "keptAt", v.state,
          v.holder_id as holder, v.changed_at as since, v.due_at as due, n.changed_at as "endedAt",
          v.changed_by as handler, n.changed_by as "endHandler", v.reason
        from zone_keys v
        left join lateral (
          select changed_at, changed_by from zone_keys n
          where n.site_id = $1 and n.key_id = v.key_id and n.from_seq = v.until_seq and n.from_seq <= $4 limit 1
        ) n on true
        where v.site_id = $1 and v.from_seq <= $4 and (v.key_id, v.from_seq) > ($5, $6)
          and v.changed_at < $3 and (n.changed_at is null or n.changed_at > $2)
          and (n.changed_at is null or v.state <> 'kept') and (v.state <> 'ended' or v.changed_at >= $2)
        order by v.key_id, v.from_seq limit $7`,
      values: [siteId, from, until, asOf.seq, after.id, after.seq, rowsAtOnce],
    });
    return rows;
  });
  for await (const rows of pages) {
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
): Promise<readonly KeyRow[]> {
  const ids = found.flatMap(({ holder, handler, endHandler }) => [
    holder ?? '',
    handler ?? '',
    endHandler ?? '',
  ]);
  const cellsOf = await loadPersonCells(pool, siteId, ids.filter(isUuid));
  return found.map(({ id, zone, number, sort, keptAt, state, since, due, endedAt, reason, ...by }) => {
    const cells = (one: string | null) =>
      one !== null && isUuid(one) ? cellsOf(one, reaches(named, [zone])) : undefined;
    const told = [cells(by.holder), cells(by.handler), cells(by.endHandler)];
    const [holder, handler, endHandler] = told;
    const row = {
      ...{ id, number, keptAt },
      zone: zones.get(zone)?.name ?? zone,
      sort: keySorts[sort],
      state: keyStateNames[state],
      name: holder?.name ?? null,
      affiliation: holder?.affiliation ?? null,
      since: since.toISOString(),
      sinceFrom: onTheSpot,
      handler: handler?.name ?? by.handler,
      due: due?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
      endedFrom: endedAt && onTheSpot,
      endHandler: endHandler?.name ?? by.endHandler,
      purpose: reason,
    };
    return { row, persons: personsTold(told) };
  });
}
