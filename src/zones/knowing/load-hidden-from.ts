import type { Principal } from '../../authority/principal.ts';
import { reaches } from '../../authority/visibility.ts';
import type { Tx } from '../../db/in-transaction.ts';
import { loadConcealed } from '../plan/load-concealed.ts';
import { loadRoomsKnown } from './load-rooms-known.ts';

/** Reads which rooms of a site are hidden from somebody, also of those that the plan has no more: to them there is none of that code (ADR 0052). */
export async function loadHiddenFrom(
  {
    db,
    client,
    now,
  }: Pick<Tx, 'db'> & { readonly client: Parameters<typeof loadRoomsKnown>[0]; readonly now: Date },
  principal: Principal,
  siteId: string,
): Promise<ReadonlySet<string>> {
  const rooms = await loadRoomsKnown(client, principal, siteId, now);
  if (rooms === 'all') return new Set();
  const concealed = await loadConcealed(db, siteId);
  return new Set([...concealed].filter((zone) => !reaches(rooms, [zone])));
}
