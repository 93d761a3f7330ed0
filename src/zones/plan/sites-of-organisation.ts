import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/** The ids of the sites where an organisation has zones, to be asked for within another question. */
export function sitesOfOrganisation(db: Database, organisation: string) {
  return db
    .selectDistinct({ siteId: planElements.siteId })
    .from(planElements)
    .where(
      and(
        eq(planElements.kind, 'zone'),
        isNull(planElements.untilSeq),
        sql`${planElements.body} ->> 'organisation' = ${organisation}`,
      ),
    );
}
