import type { DestinationRow, VisitRow } from './visit-rows.ts';

/** Who looks at visits of a site, or acts on them, at a moment. */
export type VisitViewer = {
  /** undefined = a machine, of which no visit is. */
  readonly person: string | undefined;
  /** For whom they act: themselves as a host, and every host whose deputy (代理) they are. */
  readonly hosts: readonly string[];
  /** Where they see whoever comes. */
  readonly zones: 'all' | readonly string[];
};

type SeenVisit = {
  readonly visit: Pick<VisitRow, 'plannedBy'>;
  readonly destinations: readonly Pick<DestinationRow, 'hostId' | 'escortIds' | 'zoneIds' | 'wayZoneIds'>[];
};

/** Whether somebody sees a visit. */
export function isVisitSeen(visit: SeenVisit, viewer: VisitViewer): boolean {
  const { zones } = viewer;
  if (zones === 'all' || concernsVisit(visit, viewer)) return true;
  return visit.destinations.some(({ zoneIds, wayZoneIds }) =>
    [...zoneIds, ...wayZoneIds].some((zone) => zones.includes(zone)),
  );
}

/** Whether a visit is somebody's own: planned by them, or they act for a host of it or are a named escort. They are told who comes. */
export function concernsVisit(visit: SeenVisit, viewer: VisitViewer): boolean {
  const { person } = viewer;
  if (person === undefined) return false;
  return (
    visit.visit.plannedBy === person ||
    actsForHost(visit, viewer) ||
    visit.destinations.some(({ escortIds }) => escortIds.includes(person))
  );
}

/** Whether somebody is a host of a visit, or acts for one. */
export function actsForHost(
  { destinations }: { readonly destinations: readonly Pick<DestinationRow, 'hostId'>[] },
  { hosts }: Pick<VisitViewer, 'hosts'>,
): boolean {
  return destinations.some(({ hostId }) => hosts.includes(hostId));
}
