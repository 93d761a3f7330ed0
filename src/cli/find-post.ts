import type { Role } from '../authority/roles.ts';
import { databaseOf } from '../db/pool.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { listRoles } from '../operators/list-roles.ts';

/** The id of somebody who holds a role at a site; undefined where nobody does. */
export async function findPost(
  { pool }: Pick<ActDeps, 'pool'>,
  siteId: string,
  role: Role,
): Promise<string | undefined> {
  const { items } = await listRoles(databaseOf(pool), { limit: 200, role });
  return items.find((one) => one.siteId === siteId && one.holderType === 'person')?.holder;
}
