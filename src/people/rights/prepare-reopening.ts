import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import type { Database } from '../../db/pool.ts';
import { newId } from '../../kernel/ids.ts';
import type { RaisedZone } from '../../zones/plan-change/raised-zones.ts';
import type { PrepareReopening, ReopenedZone } from '../../zones/plan-change/reopening.ts';
import { judgeReopening, type Reopened } from '../permissions/judge-reopening.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';
import type { PermissionRow } from '../permissions/permission-rows.ts';
import { standingPermissions } from '../permissions/tables.ts';
import { lockPersons } from '../registry/person-rows.ts';

type Found = Reopened & { readonly permission: PermissionRow };

/** A version of a permission; what it says never changes. */
type Version = { readonly permissionId: string; readonly fromSeq: number };

/**
 * Finds the 継続的立入許可 whose consents are for less than zones of a changed plan ask (2.3.1.1(2)(a)(オ)), and makes the rows that take
 * them back. Every act on a permission locks its person, so behind that lock and the head nothing is missed by comparing versions.
 */
export const prepareReopening: PrepareReopening = async (db, siteId, raised, now) => {
  const candidates = await loadCandidates(db, siteId, raised, now);
  const found = judgeAll(candidates, raised);
  const ids = found.map(({ permission }) => permission.permissionId);
  const changing = await loadChanging(db, siteId, ids);
  const next = manyRows(
    standingPermissions,
    found.map(({ permission: { permissionId }, change }) => ({ permissionId, ...change })),
  );
  const before = manyRows(
    standingPermissions,
    found.map(({ permission: { untilSeq, ...same } }) => same),
  );
  const applications = manyRows(
    standingPermissions,
    found.flatMap((one) => applicationOf(one, new Set(changing))),
  );
  const lost = new Map(found.map(({ permission, zones }) => [permission.permissionId, zones]));
  const seen = { versions: candidates.map(versionOf), changing };
  return {
    zones: byZone(raised, found),
    loses: (permission, zone) => lost.get(permission)?.includes(zone) ?? false,
    async lock(tx) {
      await lockPersons(tx, [...new Set(found.map(({ permission }) => permission.personId))]);
    },
    async save(tx, seq) {
      const versions = await loadVersions(tx.db, siteId, raised, tx.now);
      const standing = { versions, changing: await loadChanging(tx.db, siteId, ids) };
      if (!isDeepStrictEqual(standing, seen)) return false;
      if (found.length === 0) return true;
      await tx.client.query({ ...reopenPermissions, values: [siteId, seq, next.json] });
      await insertMany(tx.client, before, { untilSeq: seq });
      await insertMany(tx.client, applications, { siteId, fromSeq: seq });
      return true;
    },
  };
};

/** The current version of a permission stays one row for life (ADR 0002). */
const reopenPermissions = {
  name: 'reopen-permissions',
  text: `
    update standing_permissions p
    set from_seq = $2, state = k.state, zone_ids = k.zone_ids, approvals = k.approvals, review_by = k.review_by
    from json_populate_recordset(null::standing_permissions, $3::json) as k
    where p.site_id = $1 and p.permission_id = k.permission_id and p.until_seq is null`,
};

/** The application that is to give back what the permission lost, unless a change of it is applied for already. */
function applicationOf({ permission, application }: Found, changing: ReadonlySet<string>) {
  if (application === undefined || changing.has(permission.permissionId)) return [];
  const { permissionId: replaces, fromSeq, ...same } = permission;
  const permissionId = newId<'permission'>();
  const undecided = { state: 'requested', reason: null, reviewBy: null } as const;
  return [{ ...same, permissionId, replaces, ...undecided, ...application }];
}

/** Standing permissions and applications of these zones that have not run out. */
async function loadCandidates(
  db: Database,
  siteId: string,
  raised: readonly RaisedZone[],
  now: Date,
): Promise<readonly PermissionRow[]> {
  if (raised.length === 0) return [];
  return db
    .select()
    .from(standingPermissions)
    .where(isCandidate(siteId, raised, now))
    .orderBy(asc(standingPermissions.permissionId));
}

/** Which versions they are now. */
async function loadVersions(
  db: Database,
  siteId: string,
  raised: readonly RaisedZone[],
  now: Date,
): Promise<readonly Version[]> {
  if (raised.length === 0) return [];
  const { permissionId, fromSeq } = standingPermissions;
  return db
    .select({ permissionId, fromSeq })
    .from(standingPermissions)
    .where(isCandidate(siteId, raised, now))
    .orderBy(asc(permissionId));
}

function isCandidate(siteId: string, raised: readonly RaisedZone[], now: Date) {
  const { zoneIds, state, validUntil, untilSeq } = standingPermissions;
  return and(
    eq(standingPermissions.siteId, siteId),
    isNull(untilSeq),
    inArray(state, ['requested', ...permissionStatesInForce]),
    gt(validUntil, now),
    sql`${zoneIds} && ${sql.param(raised.map(({ id }) => id))}::text[]`,
  );
}

function versionOf({ permissionId, fromSeq }: PermissionRow): Version {
  return { permissionId, fromSeq };
}

function judgeAll(permissions: readonly PermissionRow[], raised: readonly RaisedZone[]): readonly Found[] {
  const zones = new Map(raised.map((zone) => [zone.id, zone]));
  return permissions.flatMap((permission): Found[] => {
    const reopened = judgeReopening(permission, zones);
    return reopened === undefined ? [] : [{ permission, ...reopened }];
  });
}

/** Those of the permissions of which a change is applied for and not decided. */
async function loadChanging(
  db: Database,
  siteId: string,
  permissionIds: readonly string[],
): Promise<readonly string[]> {
  if (permissionIds.length === 0) return [];
  const { replaces } = standingPermissions;
  const rows = await db
    .selectDistinct({ id: replaces })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        inArray(standingPermissions.state, ['requested', 'returned']),
        isNull(standingPermissions.untilSeq),
        sql`${replaces} = any(${sql.param(permissionIds)}::uuid[])`,
      ),
    )
    .orderBy(asc(replaces));
  return rows.flatMap(({ id }) => id ?? []);
}

function byZone(raised: readonly RaisedZone[], found: readonly Found[]): readonly ReopenedZone[] {
  return raised.flatMap(({ id }): ReopenedZone[] => {
    const concerned = found.filter(({ zones }) => zones.includes(id)).map(({ permission }) => permission);
    if (concerned.length === 0) return [];
    const applications = concerned.filter(({ state }) => state === 'requested').length;
    const persons = [...new Set(concerned.map(({ personId }) => personId))].toSorted();
    return [{ zone: id, permissions: concerned.length - applications, applications, persons }];
  });
}
