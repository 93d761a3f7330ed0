import { newId } from '../../kernel/ids.ts';
import { commonZones } from './common-zones.ts';
import { deskWays } from './desk-ways.ts';
import { hoursSaid } from './hours-said.ts';
import { keepsNames } from './keeps-names.ts';
import { organisationOf } from './organisation-of.ts';
import { hoursOfVisit, type PlacedVisit } from './place-visit.ts';
import { plannedReview } from './planned-review.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { VisitDraft } from './visit-draft.ts';

/** A visit that nothing is wrong with, with its ids, its ways and what its rows hold; `days` ascending and not empty. */
export function placedVisitOf(
  draft: Omit<VisitDraft, 'days'>,
  { days, walkIn, press }: Pick<PlacedVisit, 'days' | 'walkIn' | 'press'>,
  facts: PlanningFacts,
): PlacedVisit {
  const { plan, planner, settings } = facts;
  const organisationId = organisationOf(draft.destinations, plan) ?? '';
  const { timeZone } = plan.site;
  const hours = hoursSaid(draft.hours, settings);
  const destinations = draft.destinations.map(({ members, ...destination }) => ({
    ...destination,
    destinationId: newId<'destination'>() as string,
    wayZoneIds: deskWays(plan, organisationId, destination.zoneIds)?.zoneIds ?? [],
    members,
    review: reviewOf(draft, destination.hostId, facts),
  }));
  const zones = destinations.flatMap(({ zoneIds, wayZoneIds }) => [...zoneIds, ...wayZoneIds]);
  const { startsAt } = hoursOfVisit({ ...hours, timeZone }, days[0] ?? '');
  const kept = keepsNames([...zones, ...commonZones(plan)], draft.purpose, startsAt, facts);
  const members = draft.members.map(({ identity, child, things }) => ({
    memberId: newId<'member'>() as string,
    identity: kept ? { ...identity, purposeWords: draft.purposeWords } : null,
    substitutes: null,
    child,
    things,
  }));
  return {
    visitId: newId<'visit'>(),
    organisationId,
    purpose: draft.purpose,
    days,
    ...hours,
    timeZone,
    language: draft.language,
    perEscort: draft.perEscort,
    plannedBy: planner,
    walkIn,
    press,
    destinations: destinations.map(({ members: positions, ...destination }) => ({
      ...destination,
      memberIds: positions.flatMap((position) => members[position]?.memberId ?? []),
    })),
    members,
  };
}

/** Of a destination that is not the planner's to review nobody has reviewed anything. */
function reviewOf({ review }: Pick<VisitDraft, 'review'>, hostId: string, facts: PlanningFacts) {
  const given = review === undefined ? undefined : plannedReview(review, hostId, facts);
  return given?.ok === true ? given.value : null;
}
