import { type AnyColumn, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import { elementsInTexts } from './elements-in-texts.ts';
import { type ElementsText, parsingElements } from './plan-elements.ts';
import type { SitePlan } from './site-plan.ts';
import { standingAt } from './standing-at.ts';
import { planElements } from './tables.ts';

/** A site's plan and the seq of its last change (0 and undefined before the first). */
export type StoredPlan = { readonly seq: number; readonly plan: SitePlan | undefined };

/** Reads a site's plan in one statement, as it is or as it was once the entry `asOfSeq` was recorded. */
export async function loadPlan(db: Database, siteId: string, asOfSeq?: number): Promise<StoredPlan> {
  const { kind, elementId, body } = planElements;
  const ofSite = sql`${planElements} where ${planElements.siteId} = ${siteId}`;
  const { rows } = await db.execute<{ readonly seq: number; readonly elements: ElementsText }>(sql`
    with known as (select ${kind}, ${elementId}, ${body} from ${ofSite} and ${standingAt(asOfSeq)})
    select (select ${lastChange(asOfSeq)} from ${ofSite}) as seq, elements
    from (${sql.raw(elementsInTexts)}) as texts order by nth`);
  const plan = await inSlices(parsingElements(rows.map(({ elements }) => elements)));
  return { seq: rows[0]?.seq ?? 0, plan };
}

/** Of the elements read: the last seq up to this one at which one of them began or ended. */
function lastChange(asOfSeq = Number.MAX_SAFE_INTEGER): SQL<number> {
  const upTo = (seq: AnyColumn) => sql`max(${seq}) filter (where ${lte(seq, asOfSeq)})`;
  return sql<number>`coalesce(greatest(${upTo(planElements.fromSeq)}, ${upTo(planElements.untilSeq)}), 0)`;
}
