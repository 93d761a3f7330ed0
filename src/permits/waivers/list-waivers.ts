import { and, arrayContained, arrayContains, asc, eq, gt, isNull, lte, not, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { PermitClauseId } from '../rule/approvers.ts';
import { permitWaivers } from './tables.ts';
import type { WaiverRow } from './waiver-rows.ts';

export type WaiverQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly row?: PermitClauseId | undefined;
  readonly zone?: string | undefined;
  /** Only what spares somebody now. */
  readonly running?: boolean | undefined;
  /** Rooms that are hidden from whoever asks: a line of nothing else is not there for them. */
  readonly hidden: readonly string[];
};

/** The register of waivers of a site, in the order recorded: what is over stays in it. */
export async function listWaivers(
  db: Database,
  siteId: string,
  { limit, after, row, zone, running, hidden }: WaiverQuery,
  now: Date,
): Promise<Page<WaiverRow>> {
  if (zone !== undefined && hidden.includes(zone)) return { items: [], next: null };
  const { waiverId, rows, zoneIds, untilSeq, validFrom, validUntil } = permitWaivers;
  const found = await db
    .select()
    .from(permitWaivers)
    .where(
      and(
        eq(permitWaivers.siteId, siteId),
        after === undefined ? undefined : gt(waiverId, after),
        row === undefined ? undefined : arrayContains(rows, [row]),
        zone === undefined ? undefined : arrayContains(zoneIds, [zone]),
        hidden.length === 0 ? undefined : or(eq(zoneIds, []), not(arrayContained(zoneIds, [...hidden]))),
        running === true ? and(isNull(untilSeq), lte(validFrom, now), gt(validUntil, now)) : undefined,
      ),
    )
    .orderBy(asc(waiverId))
    .limit(limit + 1);
  return pageOf(found, limit, (last) => last.waiverId);
}
