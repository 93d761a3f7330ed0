import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Door } from './site-plan.ts';
import { planElements } from './tables.ts';

/** These doors as a site's plan has them now, by id; read by key, so that the plan itself is not read. */
export async function loadDoors(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Door, 'directions'>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: planElements.elementId, body: sql<Pick<Door, 'directions'>>`body` })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, 'door'),
        sql`${planElements.elementId} = any(${sql.param([...ids])}::text[])`,
        isNull(planElements.untilSeq),
      ),
    );
  return new Map(rows.map(({ id, body }) => [id, body]));
}
