import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { parsePlan, type StoredElement } from './plan-elements.ts';
import type { SitePlan } from './site-plan.ts';
import { planElements } from './tables.ts';

/** A site's plan and the seq of its last change (0 and undefined before the first). */
export type StoredPlan = { readonly seq: number; readonly plan: SitePlan | undefined };

/** Reads a site's plan in one statement, as it is or as it was once the entry `asOfSeq` was recorded. */
export async function loadPlan(db: Database, siteId: string, asOfSeq?: number): Promise<StoredPlan> {
  const standing =
    asOfSeq === undefined
      ? sql`until_seq is null`
      : sql`from_seq <= ${asOfSeq} and (until_seq is null or until_seq > ${asOfSeq})`;
  const { rows } = await db.execute<{ seq: number; elements: StoredElement[] | null }>(sql`
    select ${lastChange(siteId, asOfSeq)} as seq,
      (select json_agg(json_build_object('kind', kind, 'id', element_id, 'body', body))
        from ${planElements} where site_id = ${siteId} and ${standing}) as elements`);
  const [row] = rows;
  return { seq: row?.seq ?? 0, plan: parsePlan(row?.elements ?? []) };
}

/** The seq of the last change of a site's plan; 0 before the first. */
export async function loadPlanSeq(db: Database, siteId: string): Promise<number> {
  const { rows } = await db.execute<{ seq: number }>(sql`select ${lastChange(siteId)} as seq`);
  return rows[0]?.seq ?? 0;
}

function lastChange(siteId: string, asOfSeq = Number.MAX_SAFE_INTEGER): SQL {
  return sql`(
    select coalesce(max(seq), 0) from ${planElements}, lateral (values (from_seq), (until_seq)) as change(seq)
    where site_id = ${siteId} and seq <= ${asOfSeq})`;
}
