import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/** Whether a site's plan has the zone or ever had it. */
export async function hadZone(db: Database, siteId: string, zone: string): Promise<boolean> {
  const rows = await db
    .select({ id: planElements.elementId })
    .from(planElements)
    .where(
      and(eq(planElements.siteId, siteId), eq(planElements.kind, 'zone'), eq(planElements.elementId, zone)),
    )
    .limit(1);
  return rows.length > 0;
}
