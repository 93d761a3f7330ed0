import type { Principal } from '../../authority/principal.ts';
import type { Database } from '../../db/pool.ts';
import { namesShownTo } from '../registry/names-shown-to.ts';
import { partiesOf } from './parties-of.ts';
import type { PermissionRow } from './permission-rows.ts';

/** The names of everybody whom these permissions name: parties, officers, whoever confirmed an identity; as far as the viewer is told names. */
export function loadNamesIn(
  viewer: Principal,
  db: Database,
  permissions: readonly PermissionRow[],
): Promise<Readonly<Record<string, string>>> {
  const ids = permissions.flatMap((one) => [
    ...partiesOf(one),
    ...one.approvals.map(({ by }) => by),
    ...(one.outsider === null ? [] : [one.outsider.identity.by]),
  ]);
  return namesShownTo(viewer, db, ids);
}
