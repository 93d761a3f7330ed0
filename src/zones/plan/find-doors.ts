import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/** The doors of a site's plan that now lead into or out of one of these zones. */
export async function findDoors(
  db: Database,
  siteId: string,
  zones: readonly string[],
): Promise<readonly string[]> {
  const named = sql`${sql.param([...zones])}::text[]`;
  const rows = await db
    .select({ id: planElements.elementId })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, 'door'),
        isNull(planElements.untilSeq),
        sql`exists (
          select from jsonb_array_elements(body -> 'directions') as direction
          where direction ->> 'from' = any(${named}) or direction ->> 'to' = any(${named}))`,
      ),
    );
  return rows.map(({ id }) => id);
}
