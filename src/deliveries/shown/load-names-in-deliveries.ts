import type { ClientBase } from 'pg';
import type { Principal } from '../../authority/principal.ts';
import { isTold } from '../../authority/visibility.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import type { DeliveryRow } from '../registry/delivery-rows.ts';

/** The names of everybody these deliveries speak of, for whoever is told names beside ids; nothing for anybody else. */
export async function loadNamesInDeliveries(
  viewer: Principal,
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  deliveries: readonly DeliveryRow[],
): Promise<Readonly<Record<string, string>>> {
  if (!isTold(viewer, 'name', siteId)) return {};
  const ids = deliveries.flatMap(({ handledBy, courierId, collectedBy }) => [
    handledBy,
    courierId,
    collectedBy,
  ]);
  const who = await loadWhoIs(client, siteId, ids);
  return Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
}
