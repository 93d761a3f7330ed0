import type { Pool } from '../../db/pool.ts';
import type { CustodyBasis, CustodyMode } from '../../log/entry/effects.ts';

/** A ward and their escort now, and since when they are apart. */
export type CustodyShown = {
  readonly ward: string;
  readonly escort: string;
  readonly mode: CustodyMode;
  readonly basis: CustodyBasis;
  readonly since: string;
  readonly seq: number;
  readonly zone: string | null;
  readonly apartSince: string | null;
  /** One may still follow the other. */
  readonly following: boolean;
};

/**
 * Who escorts whom at a site, those who are apart first and the longest of them: in the zones the viewer sees, and whoever is in their
 * own custody (`own`; undefined = the viewer is no person).
 */
export async function listCustody(
  pool: Pool,
  siteId: string,
  seen: readonly string[] | 'all',
  own: string | undefined,
): Promise<readonly CustodyShown[]> {
  const { rows } = await pool.query<
    Omit<CustodyShown, 'since' | 'apartSince'> & { since: Date; apartSince: Date | null }
  >({
    name: 'list-custody',
    text: `
      select c.visitor_id as ward, c.escort_id as escort, c.mode, c.basis, c.since, c.since_seq as seq, p.zone_id as zone,
        c.broken_since as "apartSince", c.broken_until is not null as following
      from custody c left join presence p on p.site_id = c.site_id and p.person_id = c.visitor_id
      where c.site_id = $1 and ($2::text[] is null or p.zone_id = any($2::text[]) or c.escort_id = $3)
      order by c.broken_since nulls last, c.since, c.visitor_id`,
    values: [siteId, seen === 'all' ? null : seen, own],
  });
  return rows.map((row) => ({
    ...row,
    since: row.since.toISOString(),
    apartSince: row.apartSince?.toISOString() ?? null,
  }));
}
