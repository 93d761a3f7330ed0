import type { Database } from '../../db/pool.ts';
import type { ArrivalRow } from './arrival-rows.ts';
import { loadVisits, type WholeVisit } from './visit-rows.ts';

/** Reads the visits to which some 来庁 belong, as they stand, by their ids. */
export async function loadVisitsOf(
  db: Database,
  siteId: string,
  arrivals: readonly Pick<ArrivalRow, 'visitId'>[],
): Promise<ReadonlyMap<string, WholeVisit>> {
  const wholes = await loadVisits(db, siteId, [...new Set(arrivals.map(({ visitId }) => visitId))]);
  return new Map(wholes.map((whole) => [whole.visit.visitId, whole]));
}
