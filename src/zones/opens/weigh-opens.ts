import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { Zone } from '../plan/site-plan.ts';
import type { Permitted } from './admitted-anew.ts';
import type { Side } from './duties-of.ts';
import { judgeOpens, type OpenedZone, type Place } from './judge-opens.ts';
import { readerKey } from './ways-of.ts';

/** Who may pass where by which standing permission. */
export type HeldPermission = Permitted & { readonly permission: string };

export type OpensDeps = {
  readonly pool: Pool;
  /** The standing permissions of a site that are in force or will be. */
  readonly loadPermitted: (db: Database, siteId: string, now: Date) => Promise<readonly HeldPermission[]>;
};

/** Reads what a change of plan or rules is weighed with, and answers whom it lets into zones of class 2 or more. */
export async function weighOpens(
  { pool, loadPermitted }: OpensDeps,
  siteId: string,
  before: Side,
  after: Side,
  at: Date,
): Promise<readonly OpenedZone[]> {
  const known = new Set(before.plan.readers.map(({ id }) => id));
  const added = after.plan.readers.map(({ id }) => id).filter((id) => !known.has(id));
  const [permitted, former] = await Promise.all([
    loadPermitted(databaseOf(pool), siteId, at),
    loadFormerPlaces(pool, siteId, added),
  ]);
  return inSlices(judgeOpens({ before, after, permitted, former, now: at }));
}

/** Where readers hung that were taken out of the plan, each by the zone it led to last and the class of that zone then. */
async function loadFormerPlaces(
  pool: Pool,
  siteId: string,
  readers: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  if (readers.length === 0) return new Map();
  const { rows } = await pool.query<{ reader: string; id: string; class: Zone['class'] }>({
    name: 'load-former-places',
    text: `
      select r.element_id as reader, r.body ->> 'to' as id, (z.body ->> 'class')::int as class
      from unnest($2::text[]) as k(id)
      cross join lateral (
        select element_id, body, until_seq from plan_elements
        where site_id = $1 and kind = 'reader' and element_id = k.id and until_seq is not null
        order by from_seq desc limit 1) as r
      cross join lateral (
        select body from plan_elements
        where site_id = $1 and kind = 'zone' and element_id = r.body ->> 'to' and from_seq < r.until_seq
        order by from_seq desc limit 1) as z`,
    values: [siteId, readers],
  });
  return new Map(rows.map(({ reader, ...place }) => [readerKey(reader), place]));
}
