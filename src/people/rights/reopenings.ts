import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import type { Database } from '../../db/pool.ts';
import { newId } from '../../kernel/ids.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import type { RaisedZone } from '../../zones/plan-change/raised-zones.ts';
import type { ReopenedZone, Reopening, Reopenings } from '../../zones/plan-change/reopenings.ts';
import { judgeReopening, type Reopened } from '../permissions/judge-reopening.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';
import type { PermissionRow } from '../permissions/permission-rows.ts';
import { standingPermissions } from '../permissions/tables.ts';
import { lockPersons } from '../registry/person-rows.ts';

type Found = Reopened & { readonly permission: PermissionRow };

/** 継続的立入許可 whose consents are for less than zones of a changed plan ask (2.3.1.1(2)(a)(オ)). */
export const reopenings: Reopenings = {
  async find(db, siteId, raised, now) {
    return byZone(raised, await loadReopened(db, siteId, raised, now));
  },
  begin: beginReopening,
};

/**
 * Locks whose permissions are reopened: every act on one of them waits. All that is written is made before the site's head is
 * taken, and under it only held against what stands then.
 */
async function beginReopening(tx: ActTx, siteId: string, raised: readonly RaisedZone[]): Promise<Reopening> {
  const seen = await loadReopened(tx.db, siteId, raised, tx.now);
  await lockPersons(tx, [...new Set(seen.map(({ permission }) => permission.personId))]);
  const found = await loadReopened(tx.db, siteId, raised, tx.now);
  const changing = new Set(await loadChanging(tx.db, siteId, found));
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
    found.flatMap((one) => applicationOf(one, changing)),
  );
  return {
    zones: byZone(raised, found),
    async save(seq) {
      if (!sameValue(await loadReopened(tx.db, siteId, raised, tx.now), found)) return false;
      if (found.length === 0) return true;
      await tx.client.query({ ...reopenPermissions, values: [siteId, seq, next.json] });
      await insertMany(tx.client, before, { untilSeq: seq });
      await insertMany(tx.client, applications, { siteId, fromSeq: seq });
      return true;
    },
  };
}

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

/** Standing permissions and applications that have not run out and need consent again. */
async function loadReopened(
  db: Database,
  siteId: string,
  raised: readonly RaisedZone[],
  now: Date,
): Promise<readonly Found[]> {
  if (raised.length === 0) return [];
  const { siteId: site, permissionId, zoneIds, state, validUntil, untilSeq } = standingPermissions;
  const rows = await db
    .select()
    .from(standingPermissions)
    .where(
      and(
        eq(site, siteId),
        isNull(untilSeq),
        inArray(state, ['requested', ...permissionStatesInForce]),
        gt(validUntil, now),
        sql`${zoneIds} && ${sql.param(raised.map(({ id }) => id))}::text[]`,
      ),
    )
    .orderBy(asc(permissionId));
  const zones = new Map(raised.map((zone) => [zone.id, zone]));
  return rows.flatMap((permission): Found[] => {
    const reopened = judgeReopening(permission, zones);
    return reopened === undefined ? [] : [{ permission, ...reopened }];
  });
}

/** Those of the permissions of which a change is applied for and not decided. */
async function loadChanging(
  db: Database,
  siteId: string,
  found: readonly Found[],
): Promise<readonly string[]> {
  const { replaces } = standingPermissions;
  const rows = await db
    .selectDistinct({ id: replaces })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        inArray(standingPermissions.state, ['requested', 'returned']),
        isNull(standingPermissions.untilSeq),
        sql`${replaces} = any(${sql.param(found.map(({ permission }) => permission.permissionId))}::uuid[])`,
      ),
    );
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
