import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { scheduleExtensions } from './tables.ts';

export type ScheduleExtensionRow = typeof scheduleExtensions.$inferSelect;

export type ScheduleExtensionQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  /** Only those that are not over. */
  readonly running: boolean;
};

/** The extensions of a site, in the order they were made. */
export async function listScheduleExtensions(
  db: Database,
  siteId: string,
  { limit, after, running }: ScheduleExtensionQuery,
  now: Date,
): Promise<Page<ScheduleExtensionRow>> {
  const rows = await db
    .select()
    .from(scheduleExtensions)
    .where(
      and(
        eq(scheduleExtensions.siteId, siteId),
        isNull(scheduleExtensions.untilSeq),
        after === undefined ? undefined : gt(scheduleExtensions.extensionId, after),
        running ? gt(scheduleExtensions.validUntil, now) : undefined,
      ),
    )
    .orderBy(asc(scheduleExtensions.extensionId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.extensionId);
}
