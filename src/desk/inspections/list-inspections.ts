import { and, asc, eq, gt, inArray, or, type SQL } from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
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

/** The inspections of a site, in the order they were made; those that are `seen`. */
export async function listInspections(
  db: Database,
  siteId: string,
  { limit, after, person, zone, result }: InspectionQuery,
  seen: RecordsSeen,
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
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(inspections.inspectionId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.inspectionId);
}

function amongSeen({ person, zones }: Exclude<RecordsSeen, 'all'>): SQL | undefined {
  return or(
    // No zone has it for a code, and a list of none has no type.
    inArray(inspections.zoneId, zones.length === 0 ? [''] : [...zones]),
    person === undefined ? undefined : eq(inspections.personId, person),
  );
}
