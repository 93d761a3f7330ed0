import { judgeAccess } from '../../authority/authorization.ts';
import type { Principal } from '../../authority/principal.ts';
import { seenBy } from '../../authority/seen-by.ts';
import type { DestinationRow, VisitRow } from './visit-rows.ts';

/** Which visits of a site somebody sees: all, or those of some zones and those of theirs, if it is a person. */
export type VisitsSeen = 'all' | { readonly person: string | undefined; readonly zones: readonly string[] };

/**
 * Which visits a principal sees at a site. Whoever answers for some zones alone sees those that lead into them; whom no role but
 * 行政事務従事者 lets read them sees those they planned, host or escort.
 */
export function visitsSeen(principal: Principal, siteId: string): VisitsSeen {
  const reading = principal.roles.filter(
    (held) =>
      held.role !== 'host' &&
      judgeAccess({ ...principal, roles: [held] }, 'visits.read', siteId) === 'allowed',
  );
  const zones = reading.flatMap(({ role, scope }) =>
    seenBy[role].zones === 'own' && scope !== null ? [scope] : [],
  );
  const { type, id } = principal.actor;
  return zones.length < reading.length ? 'all' : { person: type === 'person' ? id : undefined, zones };
}

type SeenVisit = {
  readonly visit: Pick<VisitRow, 'plannedBy'>;
  readonly destinations: readonly Pick<DestinationRow, 'hostId' | 'escortIds' | 'zoneIds' | 'wayZoneIds'>[];
};

/** Whether somebody sees a visit. */
export function isVisitSeen(visit: SeenVisit, seen: VisitsSeen): boolean {
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
