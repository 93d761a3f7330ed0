import { type AnyColumn, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { parsePlan, type StoredElement } from './plan-elements.ts';
import type { SitePlan } from './site-plan.ts';
import { standingAt } from './standing-at.ts';
import { planElements } from './tables.ts';

/** A site's plan and the seq of its last change (0 and undefined before the first). */
export type StoredPlan = { readonly seq: number; readonly plan: SitePlan | undefined };

/** Reads a site's plan in one statement, as it is or as it was once the entry `asOfSeq` was recorded. */
export async function loadPlan(db: Database, siteId: string, asOfSeq?: number): Promise<StoredPlan> {
  const { kind, elementId, body } = planElements;
  const element = sql`json_build_object('kind', ${kind}, 'id', ${elementId}, 'body', ${body})`;
  const [row] = await db
    .select({
      seq: lastChange(asOfSeq),
      elements: sql<StoredElement[] | null>`json_agg(${element}) filter (where ${standingAt(asOfSeq)})`,
    })
    .from(planElements)
    .where(eq(planElements.siteId, siteId));
  return { seq: row?.seq ?? 0, plan: parsePlan(row?.elements ?? []) };
}

/** Of the elements read: the last seq up to this one at which one of them began or ended. */
function lastChange(asOfSeq = Number.MAX_SAFE_INTEGER): SQL<number> {
  const upTo = (seq: AnyColumn) => sql`max(${seq}) filter (where ${lte(seq, asOfSeq)})`;
  return sql<number>`coalesce(greatest(${upTo(planElements.fromSeq)}, ${upTo(planElements.untilSeq)}), 0)`;
}
