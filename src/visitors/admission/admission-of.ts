import type { SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import type { Admission } from '../registry/admission-rows.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import { isBoundFor } from '../registry/is-bound-for.ts';
import { isReviewedFor } from '../registry/is-reviewed-for.ts';
import type { DestinationRow, VisitRow } from '../registry/visit-rows.ts';
import { checkCounts } from './check-counts.ts';
import { sufficesFor } from './suffices-for.ts';

/** All that says where a visitor may go, gathered beforehand. */
export type AdmissionFacts = {
  readonly visit: Pick<VisitRow, 'visitId' | 'state'>;
  readonly destinations: readonly DestinationRow[];
  /** The 来庁 under which the member is here. */
  readonly arrival: Pick<ArrivalRow, 'memberId' | 'day' | 'state' | 'endsAt' | 'deskId' | 'identity'>;
  /** The member is still on the visit's list. */
  readonly listed: boolean;
  readonly plan: Pick<SitePlan, 'site' | 'zones' | 'desks'>;
  /** The unit of each host, as far as they have one. */
  readonly unitOf: ReadonlyMap<string, string>;
};

/**
 * What the door is to read of a visitor who is here. Their zones are those of their destinations, the ways to them, the common
 * ones and the desk's, whether reviewed or not: where identity and 審査 count is said beside them, zone by zone.
 */
export function admissionOf(facts: AdmissionFacts): Admission {
  const { visit, arrival, listed, plan, unitOf } = facts;
  const bound = facts.destinations.filter((one) => isBoundFor(one, arrival.memberId));
  const zones = zonesOf(plan, arrival.deskId, bound);
  const hosts = bound.map(({ hostId }) => hostId);
  const { unitEscorts } = visitorSettingsOf(plan.site.visitors);
  return {
    memberId: arrival.memberId,
    day: arrival.day,
    visitId: visit.visitId,
    endsAt: arrival.endsAt,
    open: listed && visit.state === 'planned' && arrival.state === 'checked-in',
    zoneIds: idsOf(zones),
    identityZoneIds: idsOf(plan.zones.filter((zone) => countsIdentity(facts, zone))),
    reviewedZoneIds: idsOf(zones.filter((zone) => bound.some((one) => countsReview(facts, one, zone)))),
    escortIds: sorted([...hosts, ...bound.flatMap(({ escortIds }) => escortIds)]),
    escortOrganisationIds: unitEscorts ? sorted(hosts.flatMap((host) => unitOf.get(host) ?? [])) : [],
  };
}

/** The zones of a visit that stand in the plan. */
function zonesOf(
  { zones, desks }: AdmissionFacts['plan'],
  deskId: string | null,
  bound: readonly DestinationRow[],
): readonly Zone[] {
  const desk = desks?.find(({ id }) => id === deskId);
  const named = new Set([
    desk?.zone,
    ...bound.flatMap(({ zoneIds, wayZoneIds }) => [...zoneIds, ...wayZoneIds]),
  ]);
  return zones.filter(({ id, visitorsCommon }) => visitorsCommon === true || named.has(id));
}

/** The desk's organisation made the check (※3), by means that suffice for the zone's class. */
function countsIdentity({ arrival: { deskId, identity }, plan }: AdmissionFacts, zone: Zone): boolean {
  const desk = plan.desks?.find(({ id }) => id === deskId);
  if (identity === null || desk === undefined) return false;
  const settings = visitorSettingsOf(plan.site.visitors);
  const { organisation } = zone;
  return (
    checkCounts(settings, 'identity', { madeBy: desk.organisation, organisation }) &&
    sufficesFor(settings, identity.means, zone)
  );
}

/** Its 審査 is that of whoever the zones visited belong to; on the way through another body's zones it counts by that body's choice (※3). */
function countsReview(
  { arrival, plan }: AdmissionFacts,
  destination: DestinationRow,
  { id, organisation, visitorsCommon }: Zone,
): boolean {
  if (!isReviewedFor(destination, arrival)) return false;
  if (destination.zoneIds.includes(id)) return true;
  const desk = plan.desks?.find((one) => one.id === arrival.deskId);
  if (visitorsCommon !== true && !destination.wayZoneIds.includes(id) && desk?.zone !== id) return false;
  const settings = visitorSettingsOf(plan.site.visitors);
  return plan.zones
    .filter((zone) => destination.zoneIds.includes(zone.id))
    .some((zone) => checkCounts(settings, 'review', { madeBy: zone.organisation, organisation }));
}

function idsOf(zones: readonly Zone[]): string[] {
  return sorted(zones.map(({ id }) => id));
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted();
}
