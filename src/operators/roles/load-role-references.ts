import type { Database } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { findSite } from '../../zones/sites/find-site.ts';
import { type RoleDraft, scopeOf } from './judge-role-draft.ts';
import type { RoleReferences } from './judge-role-references.ts';

/** Asks which of what a role names is there. */
export async function loadRoleReferences(
  db: Database,
  { holder, role, siteId, scope }: RoleDraft,
): Promise<RoleReferences> {
  const site = siteId === undefined || (isUuid(siteId) && (await findSite(db, siteId)) !== undefined);
  return {
    person: holder.type !== 'person' || (await isInOffice(db, holder.id)),
    site,
    scope: scope === undefined || !site || (await isThere(db, scopeOf(role), siteId, scope)),
  };
}

async function isInOffice(db: Database, personId: string): Promise<boolean> {
  return isUuid(personId) && (await findPerson(db, personId))?.state === 'active';
}

async function isThere(
  db: Database,
  kind: ReturnType<typeof scopeOf>,
  siteId: string | undefined,
  scope: string,
): Promise<boolean> {
  if (kind === 'zone')
    return siteId === undefined || (await findElements(db, siteId, 'zone', [scope])).size > 0;
  return kind === 'none' || (isUuid(scope) && (await isOrganisation(db, scope)));
}
