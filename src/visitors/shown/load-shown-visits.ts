import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { type ArrivalRow, loadArrivalsOf } from '../registry/arrival-rows.ts';
import { loadVisits, type WholeVisit } from '../registry/visit-rows.ts';

/** A visit with every arrival of its members, by day. */
export type ShownVisit = { readonly whole: WholeVisit; readonly arrivals: readonly ArrivalRow[] };

/** Reads visits with all that is shown of them, in the order of their ids; what is not there is left out. */
export async function loadShownVisits(
  db: Database,
  siteId: string,
  visitIds: readonly string[],
): Promise<readonly ShownVisit[]> {
  if (visitIds.length === 0) return [];
  const [wholes, rows] = await Promise.all([
    loadVisits(db, siteId, visitIds),
    loadArrivalsOf(db, siteId, visitIds),
  ]);
  const arrivalsOf = groupBy(rows, ({ visitId }) => visitId);
  return wholes.map((whole) => ({ whole, arrivals: arrivalsOf.get(whole.visit.visitId) ?? [] }));
}
