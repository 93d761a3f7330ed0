import { and, eq, isNull } from 'drizzle-orm';
import type { Credential, Principal } from '../../authority/principal.ts';
import type { RoleHeld } from '../../authority/roles.ts';
import type { Database } from '../../db/pool.ts';
import { persons } from '../../people/registry/tables.ts';
import { loadRolesHeld } from './load-roles-held.ts';

/** A person as a principal, with the roles held at this moment; undefined for who is not in office. */
export async function findPersonPrincipal(
  db: Database,
  personId: string,
  credential: Credential,
  now: Date,
): Promise<Principal | undefined> {
  const held = await loadRolesHeld(db, 'person', personId, now);
  const [person] = await db
    .select({ kind: persons.kind, state: persons.state })
    .from(persons)
    .where(and(eq(persons.personId, personId), isNull(persons.untilSeq)));
  if (person?.state !== 'active') return undefined;
  const host: RoleHeld[] = person.kind === 'staff' ? [{ role: 'host', siteId: null, scope: null }] : [];
  return { actor: { type: 'person', id: personId }, credential, roles: [...held, ...host] };
}
