import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { planElements } from './tables.ts';

/** The time zone of a site (IANA name). A site without a plan yet is in Japan. */
export async function loadTimeZone(db: Database, siteId: string): Promise<string> {
  const [site] = await db
    .select({ timeZone: sql<string>`body ->> 'timeZone'` })
    .from(planElements)
    .where(
      and(eq(planElements.siteId, siteId), eq(planElements.kind, 'site'), isNull(planElements.untilSeq)),
    );
  return site?.timeZone ?? 'Asia/Tokyo';
}
