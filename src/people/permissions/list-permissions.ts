import { and, arrayContains, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
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

/** Permissions of a site as they stand, in the order applied for; with `seenBy` only those that concern this person. */
export async function listPermissions(
  db: Database,
  siteId: string,
  { limit, after, person, zone, state }: PermissionQuery,
  seenBy: string | undefined,
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
        seenBy === undefined ? undefined : concerning(seenBy),
      ),
    )
    .orderBy(asc(standingPermissions.permissionId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.permissionId);
}

function concerning(personId: string) {
  return or(
    eq(standingPermissions.personId, personId),
    eq(standingPermissions.applicantId, personId),
    sql`${standingPermissions.outsider} ->> 'host' = ${personId}`,
  );
}

/** Whether a permission concerns a person: their own, applied for by them, or of those they answer for. */
export function concerns({ personId, applicantId, outsider }: PermissionRow, who: string): boolean {
  return [personId, applicantId, outsider?.host].includes(who);
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
