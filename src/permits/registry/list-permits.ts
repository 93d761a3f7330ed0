import {
  and,
  arrayContains,
  arrayOverlaps,
  asc,
  eq,
  gt,
  inArray,
  isNull,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { type PermitState, permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import type { AskedId } from '../rule/articles.ts';
import type { PermitRow } from './permit-rows.ts';
import { permits } from './tables.ts';

export type PermitQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly kind?: PermitKind | undefined;
  readonly state?: PermitState | undefined;
  readonly person?: string | undefined;
  readonly zone?: string | undefined;
  /** A row or article it was weighed by. */
  readonly row?: AskedId | undefined;
  /** Only what allows something now. */
  readonly running?: boolean | undefined;
};

/** The permits of a site as they stand, in the order applied for; those that are `seen`. */
export async function listPermits(
  db: Database,
  siteId: string,
  { limit, after, kind, state, person, zone, row, running }: PermitQuery,
  seen: RecordsSeen,
  now: Date,
): Promise<Page<PermitRow>> {
  const rows = await db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        isNull(permits.untilSeq),
        after === undefined ? undefined : gt(permits.permitId, after),
        kind === undefined ? undefined : eq(permits.kind, kind),
        state === undefined ? undefined : eq(permits.state, state),
        person === undefined ? undefined : concerning(person),
        zone === undefined ? undefined : arrayContains(permits.zoneIds, [zone]),
        row === undefined ? undefined : sql`${permits.asked} @> ${JSON.stringify([{ row }])}::jsonb`,
        running === true ? isRunning(now) : undefined,
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(permits.permitId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.permitId);
}

function concerning(personId: string): SQL | undefined {
  return or(eq(permits.applicantId, personId), arrayContains(permits.concernedIds, [personId]));
}

function isRunning(now: Date): SQL | undefined {
  return and(
    inArray(permits.state, [...permitStatesInForce]),
    lte(permits.validFrom, now),
    gt(permits.validUntil, now),
  );
}

/** Narrows to the permits that somebody sees who does not see all. */
export function amongSeen({ person, zones }: Exclude<RecordsSeen, 'all'>): SQL | undefined {
  return or(
    // No zone has it for a code, and an array of none has no type.
    arrayOverlaps(permits.zoneIds, zones.length === 0 ? [''] : [...zones]),
    person === undefined ? undefined : concerning(person),
  );
}
