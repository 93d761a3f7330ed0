import type { ClientBase } from 'pg';
import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { partiesOf } from '../registry/parties-of.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** The names of everybody these permits speak of, for whoever is told names beside ids; nothing for anybody else. */
export async function loadNamesInPermits(
  viewer: Principal,
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  permits: readonly PermitRow[],
): Promise<Readonly<Record<string, string>>> {
  if (!isTold(viewer, 'name', siteId)) return {};
  const ids = permits.flatMap((permit) => [...partiesOf(permit), ...permit.consents.map(({ by }) => by)]);
  const who = await loadWhoIs(client, siteId, ids);
  return Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
}
