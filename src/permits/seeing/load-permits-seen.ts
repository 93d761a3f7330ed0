import type { Principal } from '../../authority/principal.ts';
import { type RecordsSeen, recordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import { loadDeputyRights } from '../deputies/officer-deputy-rows.ts';

/** Which permits of a site somebody sees: those of their own roles, and what they decide in the stead of an officer as that officer would. */
export async function loadPermitsSeen(
  db: Database,
  viewer: Principal,
  siteId: string,
  now: Date,
): Promise<RecordsSeen> {
  const seen = recordsSeen(viewer, siteId, 'permits.read');
  if (seen === 'all' || seen.person === undefined) return seen;
  const rights = await loadDeputyRights(db, siteId, seen.person, now);
  const ofZones = rights.flatMap(({ role, scope }) =>
    role === 'zone-officer' && scope !== null ? [scope] : [],
  );
  if (ofZones.length < rights.length) return 'all';
  return { ...seen, zones: [...seen.zones, ...ofZones] };
}
