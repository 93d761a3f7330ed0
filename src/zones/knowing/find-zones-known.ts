import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { findZones, type NamedZones } from '../plan/find-zones.ts';
import { loadRoomsKnown } from './load-rooms-known.ts';
import { zonesKnown } from './zones-known.ts';

/** The zones of the plan among those that an act names, as far as whoever acts knows of them: a hidden room is otherwise none (ADR 0052). */
export async function findZonesKnown(
  tx: Pick<ActTx, 'client' | 'db' | 'now'>,
  { principal }: Pick<ActContext, 'principal'>,
  siteId: string,
  asked: readonly string[],
): Promise<NamedZones> {
  const zones = await findZones(tx.db, siteId, asked);
  if (![...zones.values()].some(({ concealed }) => concealed)) return zones;
  const rooms = await loadRoomsKnown(tx.client, principal, siteId, tx.now);
  return zonesKnown(zones, rooms);
}
