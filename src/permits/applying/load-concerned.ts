import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadWhoIs, type WhoIs } from '../../visitors/names/load-who-is.ts';
import { loadHostsOfMembers } from '../../visitors/registry/load-hosts-of-members.ts';

/**
 * Reads who these ids stand for at a site to whoever applies or registers for them. Members of visits that they do not host are not among
 * them: for outsiders only their host applies (1.2.5.3(3)(b)), and others learn nothing of them.
 */
export async function loadConcerned(
  tx: ActTx,
  siteId: string,
  ids: readonly string[],
  applicant: string,
): Promise<ReadonlyMap<string, WhoIs>> {
  const known = await loadWhoIs(tx.client, siteId, ids);
  const hostsOf = await loadHostsOfMembers(tx.db, siteId, ids);
  return new Map([...known].filter(([id]) => hostsOf.get(id)?.has(applicant) !== false));
}
