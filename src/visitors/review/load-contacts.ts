import { loadOfficers } from '../../authority/load-officers.ts';
import type { Database } from '../../db/pool.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { loadDeputies } from './deputy-rows.ts';

/** Whom the desk calls about a host: the host, whoever deputises now, and who heads the host's unit and can name a deputy. */
export type Contacts = {
  readonly hostId: string;
  readonly deputies: ReadonlySet<string>;
  readonly heads: ReadonlySet<string>;
};

/** By host, whom to call. */
export async function loadContacts(
  db: Database,
  siteId: string,
  hostIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Contacts>> {
  if (hostIds.length === 0) return new Map();
  const [deputies, units, officers] = await Promise.all([
    loadDeputies(db, siteId, hostIds, at),
    loadUnitsOf(db, hostIds),
    loadOfficers(db, siteId, ['section-officer'], at),
  ]);
  return new Map(
    hostIds.map((hostId) => {
      const unit = units.get(hostId);
      const heads = officers.filter(({ scope }) => unit !== undefined && scope === unit).map(({ id }) => id);
      return [hostId, { hostId, deputies: deputies.get(hostId) ?? new Set(), heads: new Set(heads) }];
    }),
  );
}
