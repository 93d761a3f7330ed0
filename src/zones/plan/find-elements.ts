import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { ElementKind } from './plan-elements.ts';
import { planElements } from './tables.ts';

/** Which of these elements of one kind stand in a site's plan now; by key, so that the plan itself is not read. */
export async function findElements(
  db: Database,
  siteId: string,
  kind: ElementKind,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: planElements.elementId })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        eq(planElements.kind, kind),
        sql`${planElements.elementId} = any(${sql.param([...ids])}::text[])`,
        isNull(planElements.untilSeq),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** Whether the site has a plan. Once it has one it always has. */
export async function hasPlan(db: Database, siteId: string): Promise<boolean> {
  return (await findElements(db, siteId, 'site', ['site'])).size > 0;
}
