import { and, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/** Zones of class 0 in which a desk of a site stands: whoever has come there has not come in yet, and needs no visit (2.3.1.1(3)). */
export async function loadOpenDeskZones(db: Database, siteId: string): Promise<ReadonlySet<string>> {
  const [desk, zone] = [alias(planElements, 'desk'), alias(planElements, 'zone')];
  const rows = await db
    .select({ zone: zone.elementId })
    .from(desk)
    .innerJoin(
      zone,
      and(
        eq(zone.siteId, desk.siteId),
        eq(zone.kind, 'zone'),
        isNull(zone.untilSeq),
        eq(zone.elementId, sql`${desk.body} ->> 'zone'`),
        sql`(${zone.body} ->> 'class')::int = 0`,
      ),
    )
    .where(and(eq(desk.siteId, siteId), eq(desk.kind, 'desk'), isNull(desk.untilSeq)));
  return new Set(rows.map((row) => row.zone));
}
