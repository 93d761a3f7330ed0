import { and, asc, eq, exists, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { roleNames } from '../../authority/role-names.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { type Moment, wasHeldAt } from '../../operators/roles/was-held-at.ts';
import { permissionStatesInForce } from '../../people/permissions/permission-lifecycle.ts';
import { standingPermissions } from '../../people/permissions/tables.ts';
import { persons } from '../../people/registry/tables.ts';
import { signInAccounts } from '../../sign-in/accounts/tables.ts';
import type { Mark, RightAt } from './right-at.ts';

/** How places are called to whoever reads. */
export type PlaceNames = {
  readonly site: (siteId: string | null) => string;
  /** A zone or an organisation. */
  readonly scope: (siteId: string | null, scope: string) => string;
};

/** The moment of a difference: of the ministry, and what each site's log had then. */
export type MomentOfAll = Moment & { readonly seqOfSite: ReadonlyMap<string, number> };

/** Every right that somebody had at a moment, as the records say it was then: roles, standing permissions and login ids. */
export async function loadRightsAt(
  db: Database,
  moment: MomentOfAll,
  names: PlaceNames,
): Promise<readonly RightAt[]> {
  const ofSites: RightAt[] = [];
  for (const [siteId, seq] of moment.seqOfSite) {
    ofSites.push(...(await loadPermissions(db, { siteId, seq }, moment, names)));
  }
  return [...(await loadRoles(db, moment, names)), ...ofSites, ...(await loadLoginIds(db, moment))];
}

async function loadRoles(db: Database, moment: Moment, names: PlaceNames): Promise<readonly RightAt[]> {
  const rows = await db
    .select()
    .from(roleAssignments)
    .where(wasHeldAt(db, moment))
    .orderBy(asc(roleAssignments.assignmentId));
  const called: Readonly<Record<string, string>> = roleNames;
  return rows.map(
    ({ assignmentId: id, holderId: holder, role, siteId, scope, fromSeq, untilSeq, ...row }) => ({
      ...{ sort: 'role' as const, id, holder, log: ministryLogId },
      right: called[role] ?? role,
      place: scope === null ? names.site(siteId) : `${names.site(siteId)} ${names.scope(siteId, scope)}`,
      from: { seq: fromSeq, at: row.validFrom },
      until: { seq: untilSeq, at: row.validUntil },
    }),
  );
}

async function loadPermissions(
  db: Database,
  { siteId, seq }: { readonly siteId: string; readonly seq: number },
  { at, seq: ministrySeq }: Moment,
  names: PlaceNames,
): Promise<readonly RightAt[]> {
  const { fromSeq, untilSeq, validFrom, validUntil, personId, state } = standingPermissions;
  const inOffice = db
    .select({ id: persons.personId })
    .from(persons)
    .where(
      and(
        eq(persons.personId, personId),
        eq(persons.state, 'active'),
        lte(persons.fromSeq, ministrySeq),
        or(isNull(persons.untilSeq), gt(persons.untilSeq, ministrySeq)),
      ),
    );
  const rows = await db
    .select()
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        and(lte(fromSeq, seq), or(isNull(untilSeq), gt(untilSeq, seq))),
        inArray(state, [...permissionStatesInForce]),
        and(lte(validFrom, at), gt(validUntil, at)),
        exists(inOffice),
      ),
    )
    .orderBy(asc(standingPermissions.permissionId));
  return rows.map((row) => ({
    ...{ sort: 'permission' as const, id: row.permissionId, holder: row.personId, log: siteId },
    right: '立入り',
    place: `${names.site(siteId)} ${row.zoneIds.map((zone) => names.scope(siteId, zone)).join('・')}`,
    from: { seq: row.fromSeq, at: row.validFrom },
    until: { seq: row.untilSeq, at: row.validUntil },
  }));
}

async function loadLoginIds(db: Database, { at }: Moment): Promise<readonly RightAt[]> {
  const { loginId, issuedAt, endedAt, deletedAt } = signInAccounts;
  const rows = await db
    .select()
    .from(signInAccounts)
    .where(and(lte(issuedAt, at), or(isNull(endedAt), gt(endedAt, at)), isNull(deletedAt)))
    .orderBy(asc(loginId));
  const mark = (moment: Date | null): Mark => ({ seq: null, at: moment });
  return rows.map((row) => ({
    ...{ sort: 'login-id' as const, id: row.loginId, holder: row.personId, log: ministryLogId },
    ...{ right: `サインイン（${row.loginId}）`, place: '省全体' },
    from: mark(row.issuedAt),
    until: mark(row.endedAt),
  }));
}
