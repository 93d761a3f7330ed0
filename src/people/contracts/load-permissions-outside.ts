import { and, asc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { statesThatExpire } from '../permissions/shown-permission-state.ts';
import { standingPermissions } from '../permissions/tables.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { persons } from '../registry/tables.ts';

export type PermissionOutside = {
  readonly site: string;
  readonly permission: string;
  readonly person: string;
  readonly from: Date;
  readonly until: Date;
};

/** Permissions and applications of the contract's persons that reach beyond its period: no door opens by them there. */
export function loadPermissionsOutside(
  db: Database,
  { contractId, validFrom, validUntil }: ContractRow,
  now: Date,
): Promise<readonly PermissionOutside[]> {
  const one = standingPermissions;
  return db
    .select({
      site: one.siteId,
      permission: one.permissionId,
      person: one.personId,
      from: one.validFrom,
      until: one.validUntil,
    })
    .from(persons)
    .innerJoin(one, and(eq(one.personId, persons.personId), isNull(one.untilSeq)))
    .where(
      and(
        eq(persons.contractId, contractId),
        isNull(persons.untilSeq),
        inArray(one.state, [...statesThatExpire]),
        gt(one.validUntil, now),
        or(lt(one.validFrom, validFrom), gt(one.validUntil, validUntil)),
      ),
    )
    .orderBy(asc(one.siteId), asc(one.permissionId));
}
