import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/**
 * The zones outside of a site's building: those its desks check people out to. A plan without desks has them where class 0 is,
 * which the regulation does not manage.
 */
export async function loadOutsideZones(db: Database, siteId: string): Promise<ReadonlySet<string>> {
  const { elementId, kind } = planElements;
  const rows = await db
    .select({
      isDesk: sql<boolean>`kind = 'desk'`,
      zone: sql<string>`case kind when 'desk' then body ->> 'outside' else ${elementId} end`,
    })
    .from(planElements)
    .where(
      and(
        eq(planElements.siteId, siteId),
        isNull(planElements.untilSeq),
        or(eq(kind, 'desk'), and(eq(kind, 'zone'), sql`(body ->> 'class')::int = 0`)),
      ),
    )
    .orderBy(asc(elementId));
  const ofDesks = rows.filter(({ isDesk }) => isDesk);
  return new Set((ofDesks.length > 0 ? ofDesks : rows).map(({ zone }) => zone));
}
