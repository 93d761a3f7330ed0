import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { InspectionResult } from './inspection-results.ts';
import { inspections } from './tables.ts';

export type InspectionRow = typeof inspections.$inferSelect;

export type InspectionQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly person?: string | undefined;
  readonly zone?: string | undefined;
  readonly result?: InspectionResult | undefined;
};

/** The inspections of a site, in the order they were made. */
export async function listInspections(
  db: Database,
  siteId: string,
  { limit, after, person, zone, result }: InspectionQuery,
): Promise<Page<InspectionRow>> {
  const rows = await db
    .select()
    .from(inspections)
    .where(
      and(
        eq(inspections.siteId, siteId),
        after === undefined ? undefined : gt(inspections.inspectionId, after),
        person === undefined ? undefined : eq(inspections.personId, person),
        zone === undefined ? undefined : eq(inspections.zoneId, zone),
        result === undefined ? undefined : eq(inspections.result, result),
      ),
    )
    .orderBy(asc(inspections.inspectionId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.inspectionId);
}
