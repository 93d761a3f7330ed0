import type { SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import type { Admission } from '../registry/admission-rows.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import { isBoundFor } from '../registry/is-bound-for.ts';
import { isReviewedFor } from '../registry/is-reviewed-for.ts';
import type { DestinationRow, VisitRow } from '../registry/visit-rows.ts';
import { sufficesFor } from './suffices-for.ts';
import { type CheckTerms, checkAtDesk, reviewOf, zonesChecked } from './zones-checked.ts';

/** All that says where a visitor may go, gathered beforehand. */
export type AdmissionFacts = {
  readonly visit: Pick<VisitRow, 'visitId' | 'organisationId' | 'state' | 'perEscort'>;
  readonly destinations: readonly DestinationRow[];
  /** The 来庁 under which the member is here. */
  readonly arrival: Pick<
    ArrivalRow,
    'memberId' | 'day' | 'state' | 'endsAt' | 'turnedClosedAt' | 'deskId' | 'identity' | 'furtherChecks'
  >;
  /** The member is still on the visit's list. */
  readonly listed: boolean;
  readonly plan: Pick<SitePlan, 'site' | 'zones' | 'desks'>;
  /** The unit of each host, as far as they have one. */
  readonly unitOf: ReadonlyMap<string, string>;
  readonly at: Date;
  /** Of the press: when their accreditation ends or ended; absent = of no accreditation. */
  readonly accreditedUntil?: Date | undefined;
};

/**
 * What the door is to read of a visitor who is here. Their zones are those of their destinations, the ways to them, the common
 * ones and the desk's, whether reviewed or not: where identity and 審査 count is said beside them, zone by zone. No 審査 stands for
 * that of another destination, whose host is silent.
 */
export function admissionOf(facts: AdmissionFacts): Admission {
  const { visit, arrival, listed, plan, unitOf, at } = facts;
  const bound = facts.destinations.filter((one) => isBoundFor(one, arrival.memberId));
  const reviewed = bound.filter((one) => isReviewedFor(one, arrival));
  const reviews = reviewed.map((one) => reviewOf(organisationVisited(one, facts), one));
  const hosts = bound.map(({ hostId }) => hostId);
  const { unitEscorts, takenChecks } = visitorSettingsOf(plan.site.visitors);
  const terms: CheckTerms = { taken: takenChecks, at };
  return {
    memberId: arrival.memberId,
    day: arrival.day,
    visitId: visit.visitId,
    ...endOf(arrival, facts.accreditedUntil),
    open: listed && visit.state === 'planned' && arrival.state === 'checked-in',
    zoneIds: sorted(zonesOf(plan, arrival, bound).map(({ id }) => id)),
    identityZoneIds: sorted(identified(facts, terms)),
    reviewedZoneIds: sorted(zonesChecked(zonesOf(plan, arrival, reviewed), reviews, terms)),
    escortIds: sorted([...hosts, ...bound.flatMap(({ escortIds }) => escortIds)]),
    escortOrganisationIds: unitEscorts ? sorted(hosts.flatMap((host) => unitOf.get(host) ?? [])) : [],
    perEscort: visit.perEscort,
  };
}

/** Whatever is planned or extended, nobody enters by an accreditation that is over. */
function endOf(
  { endsAt, turnedClosedAt }: AdmissionFacts['arrival'],
  accreditedUntil: Date | undefined,
): Pick<Admission, 'endsAt' | 'endsBy'> {
  if (accreditedUntil !== undefined && accreditedUntil < endsAt) {
    return { endsAt: accreditedUntil, endsBy: 'press' };
  }
  return { endsAt, endsBy: turnedClosedAt === null ? 'hours' : 'turned-closed' };
}

/** The zones of a visit that stand in the plan. */
function zonesOf(
  { zones, desks }: AdmissionFacts['plan'],
  arrival: AdmissionFacts['arrival'],
  bound: readonly DestinationRow[],
): readonly Zone[] {
  const at = deskChecks(arrival).map(({ deskId }) => deskId);
  const named = new Set([
    ...(desks?.filter(({ id }) => at.includes(id)).map(({ zone }) => zone) ?? []),
    ...bound.flatMap(({ zoneIds, wayZoneIds }) => [...zoneIds, ...wayZoneIds]),
  ]);
  return zones.filter(({ id, visitorsCommon }) => visitorsCommon === true || named.has(id));
}

/** Where the check of each desk counts (※3), as far as its means suffice for the class of the zone. */
function identified({ arrival, plan }: AdmissionFacts, terms: CheckTerms): readonly string[] {
  const settings = visitorSettingsOf(plan.site.visitors);
  return deskChecks(arrival).flatMap(({ deskId, identity }) => {
    const desk = plan.desks?.find(({ id }) => id === deskId);
    if (identity === null || desk === undefined) return [];
    const sufficient = plan.zones.filter((zone) => sufficesFor(settings, identity.means, zone));
    return zonesChecked(sufficient, [checkAtDesk(plan, desk)], terms);
  });
}

/** The desks where a visitor was, with what each confirmed. */
function deskChecks({ deskId, identity, furtherChecks }: AdmissionFacts['arrival']) {
  return [{ deskId, identity }, ...furtherChecks];
}

/** The organisation that a destination is of: that of the first zone visited there, as long as the plan has it. */
function organisationVisited(
  { zoneIds: [first] }: Pick<DestinationRow, 'zoneIds'>,
  { visit, plan }: AdmissionFacts,
): string {
  return plan.zones.find(({ id }) => id === first)?.organisation ?? visit.organisationId;
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted();
}
