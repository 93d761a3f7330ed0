import { loadOfficers } from '../../authority/load-officers.ts';
import type { Database } from '../../db/pool.ts';
import { loadPersonNames } from '../registry/load-person-names.ts';
import type { MissingConsent } from './judge-approval.ts';
import { findPermission } from './permission-rows.ts';

/** A consent that is missing, and the officers whose it may be. */
export type ConsentAwaited = MissingConsent & {
  readonly by: readonly { readonly id: string; readonly name: string | null }[];
};

/**
 * Who may give the consents that a permission still needs. Who holds no such role, applied, is to be let in or has consented is not
 * among them; a bond of the last seven days shows only when somebody consents (I8).
 */
export async function loadConsenters(
  db: Database,
  siteId: string,
  permissionId: string,
  missing: readonly MissingConsent[],
  now: Date,
): Promise<readonly ConsentAwaited[]> {
  const permission = missing.length === 0 ? undefined : await findPermission(db, siteId, permissionId);
  if (permission === undefined) return [];
  const { applicantId, personId, approvals } = permission;
  const officers = await loadOfficers(db, siteId, ['zone-officer', 'security-officer'], now);
  const names = await loadPersonNames(
    db,
    officers.map(({ id }) => id),
  );
  return missing.map(({ zone, as }) => {
    const without = new Set([
      applicantId,
      personId,
      ...approvals.filter((one) => one.zone === zone).map(({ by }) => by),
    ]);
    const ids = officers
      .filter((one) => as.some((role) => role === one.role) && (one.scope === null || one.scope === zone))
      .map(({ id }) => id)
      .filter((id) => !without.has(id));
    return {
      zone,
      as,
      by: [...new Set(ids)].toSorted().map((id) => ({ id, name: names.get(id) ?? null })),
    };
  });
}
