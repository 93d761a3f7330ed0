import type { Principal } from '../../authority/principal.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadActiveStaff } from '../../people/registry/load-active-staff.ts';
import type { VisitViewer } from '../registry/is-visit-seen.ts';
import { holdDeputised, loadDeputised } from './deputy-rows.ts';

/** Who a principal is to the visits of a site at a moment. */
export function loadVisitViewer(
  db: Database,
  principal: Principal,
  siteId: string,
  at: Date,
): Promise<VisitViewer> {
  return viewerOf(db, principal, siteId, (person) => loadDeputised(db, siteId, person, at));
}

/** The same of whoever acts, held so to the end of the act: the end of a deputy waits for it, or is seen (I5). */
export function holdVisitViewer(tx: ActTx, principal: Principal, siteId: string): Promise<VisitViewer> {
  return viewerOf(tx.db, principal, siteId, (person) => holdDeputised(tx, siteId, person, tx.now));
}

/** A host who was stopped is deputised for by nobody. */
async function viewerOf(
  db: Database,
  principal: Principal,
  siteId: string,
  deputisedBy: (person: string) => Promise<readonly string[]>,
): Promise<VisitViewer> {
  const seen = recordsSeen(principal, siteId, 'visits.read');
  const zones = seen === 'all' ? seen : seen.zones;
  const { type, id } = principal.actor;
  if (type !== 'person') return { person: undefined, hosts: [], zones };
  const inOffice = await loadActiveStaff(db, await deputisedBy(id));
  return { person: id, hosts: [id, ...inOffice], zones };
}
