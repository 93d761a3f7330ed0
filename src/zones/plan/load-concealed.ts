import { and, desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { concealedSql } from './concealed-sql.ts';
import { planElements } from './tables.ts';

/** The zones of a site that nothing public-facing shows (別表1 行6 ※1), as each was last in the plan. */
export async function loadConcealed(db: Database, siteId: string): Promise<ReadonlySet<string>> {
  const { elementId, fromSeq, kind } = planElements;
  const zones = await db
    .selectDistinctOn([elementId], {
      id: elementId,
      concealed: sql<boolean>`${sql.raw(concealedSql('body'))}`,
    })
    .from(planElements)
    .where(and(eq(planElements.siteId, siteId), eq(kind, 'zone')))
    .orderBy(elementId, desc(fromSeq));
  return new Set(zones.filter(({ concealed }) => concealed).map(({ id }) => id));
}
