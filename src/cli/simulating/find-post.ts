import type { Role } from '../../authority/roles.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import { findPersonContext } from '../../operators/principals/find-person-context.ts';
import { listRoles } from '../../operators/roles/list-roles.ts';

/** The first in office who holds a role at a site, as the simulation acts in their place; undefined where nobody does. */
export async function findPost(
  deps: Pick<ActDeps, 'pool' | 'clock'>,
  siteId: string,
  role: Role,
): Promise<{ readonly personId: string; readonly context: ActContext } | undefined> {
  const { items } = await listRoles(databaseOf(deps.pool), { limit: 200, role }, deps.clock.now());
  for (const { holder, holderType, siteId: at } of items) {
    if (holderType !== 'person' || at !== siteId) continue;
    const context = await findPersonContext(deps, holder, 'simulate');
    if (context !== undefined) return { personId: holder, context };
  }
  return undefined;
}
