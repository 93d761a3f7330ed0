import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { SitePlan } from './site-plan.ts';
import { planElements } from './tables.ts';
import { type VisitorSettings, visitorSettingsOf } from './visitor-settings.ts';

/** What holds for visitors at a site now, and its time zone; read by key, so that the plan itself is not read. */
export async function loadVisitorSettings(
  db: Database,
  siteId: string,
): Promise<VisitorSettings & { readonly timeZone: string }> {
  const [site] = await db
    .select({ body: sql<SitePlan['site']>`body` })
    .from(planElements)
    .where(
      and(eq(planElements.siteId, siteId), eq(planElements.kind, 'site'), isNull(planElements.untilSeq)),
    );
  return { ...visitorSettingsOf(site?.body.visitors), timeZone: site?.body.timeZone ?? 'Asia/Tokyo' };
}
