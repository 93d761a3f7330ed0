import type { ActDraft } from '../../log/writing/perform-act.ts';
import { subjectOfVisit } from '../registry/subject-of-visit.ts';
import type { PlacedDestination, PlacedVisit } from './place-visit.ts';

/** The entry of a new visit: ids, codes and counts; the names stand apart, where they are kept at all. */
export function visitPlanned(visit: PlacedVisit): ActDraft {
  const {
    visitId,
    organisationId,
    purpose,
    days,
    startsAt,
    endsAt,
    perEscort,
    walkIn,
    press,
    destinations,
    members,
  } = visit;
  const named = members.flatMap(({ memberId, identity }) =>
    identity === null ? [] : [{ memberId, ...identity }],
  );
  return {
    kind: 'visit-planned',
    subject: {
      ...subjectOfVisit(
        visitId,
        members.map(({ memberId }) => memberId),
      ),
      organisation: organisationId,
    },
    details: {
      purpose,
      days,
      startsAt,
      endsAt,
      ...(perEscort === null ? {} : { perEscort }),
      walkIn,
      ...(press === null ? {} : { press }),
      destinations: destinations.map(destinationTold),
    },
    ...(named.length === 0 ? {} : { personal: { recordClass: 'visit', data: { members: named } } }),
  };
}

/** A destination as entries tell of it. */
export function destinationTold({
  destinationId,
  hostId,
  zoneIds,
  wayZoneIds,
  review,
}: Omit<PlacedDestination, 'place' | 'memberIds' | 'escortIds'>) {
  return {
    destination: destinationId,
    host: hostId,
    zones: zoneIds,
    ways: wayZoneIds,
    reviewed: review !== null,
  };
}
