import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { VisitRow } from './visit-rows.ts';

/** The organisations that a visit comes to: its own, and those of the zones visited. */
export function organisationsVisited(
  {
    visit,
    destinations,
  }: {
    readonly visit: Pick<VisitRow, 'organisationId'>;
    readonly destinations: readonly { readonly zoneIds: readonly string[] }[];
  },
  { zones }: Pick<SitePlan, 'zones'>,
): readonly string[] {
  const visited = new Set(destinations.flatMap(({ zoneIds }) => zoneIds));
  const theirs = zones.filter(({ id }) => visited.has(id)).map(({ organisation }) => organisation);
  return [...new Set([visit.organisationId, ...theirs])];
}
