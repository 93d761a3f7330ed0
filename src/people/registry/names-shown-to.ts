import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import type { Database } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { loadPersonNames } from './load-person-names.ts';

/**
 * The names of the persons among these ids, for whoever is told names beside ids; nothing for anybody else. Machines and who
 * has no name any more are not among them.
 */
export async function namesShownTo(
  principal: Principal,
  db: Database,
  ids: readonly (string | null)[],
): Promise<Readonly<Record<string, string>>> {
  if (!isTold(principal, 'name')) return {};
  return Object.fromEntries(
    await loadPersonNames(
      db,
      ids.flatMap((id) => (id !== null && isUuid(id) ? [id] : [])),
    ),
  );
}
