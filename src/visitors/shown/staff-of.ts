import type { WholeVisit } from '../registry/visit-rows.ts';

/** The staff a visit names: who planned it, its hosts and the escorts they named. */
export function staffOf({ visit, destinations }: WholeVisit): readonly string[] {
  return [visit.plannedBy, ...destinations.flatMap(({ hostId, escortIds }) => [hostId, ...escortIds])];
}
