import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { ElementKind } from './plan-elements.ts';
import { planElements } from './tables.ts';

/** Whether a site's plan has an element or ever had it. */
export async function hadElement(
  db: Database,
  siteId: string,
  kind: ElementKind,
  id: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: planElements.elementId })
    .from(planElements)
    .where(and(eq(planElements.siteId, siteId), eq(planElements.kind, kind), eq(planElements.elementId, id)))
    .limit(1);
  return rows.length > 0;
}
