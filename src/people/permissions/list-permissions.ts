import { and, arrayContains, arrayOverlaps, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { type PermissionState, permissionLifecycle } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';
import { statesThatExpire } from './shown-permission-state.ts';
import { standingPermissions } from './tables.ts';

export type PermissionQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly person?: string | undefined;
  readonly zone?: string | undefined;
  readonly state?: string | undefined;
};

/** Permissions of a site as they stand, in the order applied for; those that are `seen`. */
export async function listPermissions(
  db: Database,
  siteId: string,
  { limit, after, person, zone, state }: PermissionQuery,
  seen: RecordsSeen,
  now: Date,
): Promise<Page<PermissionRow>> {
  const rows = await db
    .select()
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        isNull(standingPermissions.untilSeq),
        after === undefined ? undefined : gt(standingPermissions.permissionId, after),
        person === undefined ? undefined : eq(standingPermissions.personId, person),
        zone === undefined ? undefined : arrayContains(standingPermissions.zoneIds, [zone]),
        state === undefined ? undefined : inState(state, now),
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(standingPermissions.permissionId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.permissionId);
}

function amongSeen({ person, zones }: Exclude<RecordsSeen, 'all'>) {
  return or(
    arrayOverlaps(standingPermissions.zoneIds, zones.length === 0 ? noZone : [...zones]),
    ...(person === undefined ? [] : concerning(person)),
  );
}

/** No zone has it for a code, and an array of none has no type. */
const noZone = [''];

function concerning(personId: string) {
  return [
    eq(standingPermissions.personId, personId),
    eq(standingPermissions.applicantId, personId),
    sql`${standingPermissions.outsider} ->> 'host' = ${personId}`,
  ];
}

function inState(state: string, now: Date) {
  const expiring = inArray(standingPermissions.state, [...statesThatExpire]);
  if (state === 'expired') return and(expiring, lte(standingPermissions.validUntil, now));
  if (!isPermissionState(state)) return undefined;
  const expires = statesThatExpire.some((one) => one === state);
  return and(
    eq(standingPermissions.state, state),
    expires ? gt(standingPermissions.validUntil, now) : undefined,
  );
}

function isPermissionState(word: string): word is PermissionState {
  return word in permissionLifecycle;
}
