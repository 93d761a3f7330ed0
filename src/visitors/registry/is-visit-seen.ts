import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { DestinationRow, VisitRow } from './visit-rows.ts';

type SeenVisit = {
  readonly visit: Pick<VisitRow, 'plannedBy'>;
  readonly destinations: readonly Pick<DestinationRow, 'hostId' | 'escortIds' | 'zoneIds' | 'wayZoneIds'>[];
};

/** Whether somebody sees a visit. */
export function isVisitSeen(visit: SeenVisit, seen: RecordsSeen): boolean {
  if (seen === 'all') return true;
  if (seen.person !== undefined && concernsVisit(visit, seen.person)) return true;
  return visit.destinations.some(({ zoneIds, wayZoneIds }) =>
    [...zoneIds, ...wayZoneIds].some((zone) => seen.zones.includes(zone)),
  );
}

/** Whether a visit is somebody's own: planned by them, or they are its host or a named escort. They are told who comes. */
export function concernsVisit({ visit, destinations }: SeenVisit, who: string): boolean {
  return (
    visit.plannedBy === who ||
    destinations.some(({ hostId, escortIds }) => hostId === who || escortIds.includes(who))
  );
}
