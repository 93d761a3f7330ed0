import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { heldAt } from './held-at.ts';
import type { Role } from './roles.ts';
import { roleAssignments } from './tables.ts';

/** One who holds a role at a site; `scope` null = for every zone or unit. */
export type OfficerHeld = { readonly id: string; readonly role: string; readonly scope: string | null };

/** The persons who hold one of these roles at a site now. */
export function loadOfficers(
  db: Database,
  siteId: string,
  roles: readonly Role[],
  now: Date,
): Promise<readonly OfficerHeld[]> {
  const { holderId, holderType, role, scope, siteId: site } = roleAssignments;
  return db
    .selectDistinct({ id: holderId, role, scope })
    .from(roleAssignments)
    .where(
      and(
        inArray(role, [...roles]),
        eq(holderType, 'person'),
        or(eq(site, siteId), isNull(site)),
        heldAt(now),
      ),
    );
}
