import { newId } from '../../src/kernel/ids.ts';
import { performAct } from '../../src/log/writing/perform-act.ts';
import {
  type PlacedDestination,
  type PlacedMember,
  type PlacedVisit,
  placeVisit,
  type VisitorIdentity,
} from '../../src/visitors/planning/place-visit.ts';
import type { HostReview } from '../../src/visitors/registry/host-review.ts';
import { anOrganisation } from './a-ruled-zone.ts';
import { fromTerminal } from './from-terminal.ts';
import type { TestApp } from './test-app.ts';

export function anIdentity(over: Partial<VisitorIdentity> = {}): VisitorIdentity {
  return {
    name: '佐藤 花子',
    nameKana: null,
    affiliation: '個人',
    telephone: null,
    vehicle: null,
    ridesIn: null,
    help: null,
    purposeWords: null,
    ...over,
  };
}

export function aMember(over: Partial<PlacedMember> = {}): PlacedMember {
  return {
    memberId: newId<'member'>(),
    identity: anIdentity(),
    substitutes: null,
    child: false,
    things: [],
    ...over,
  };
}

/** To the office of `aPlan`, by way of its hall, reviewed by nobody. */
export function aDestination(hostId: string, over: Partial<PlacedDestination> = {}): PlacedDestination {
  return {
    destinationId: newId<'destination'>(),
    hostId,
    place: null,
    zoneIds: ['office'],
    wayZoneIds: ['hall'],
    memberIds: [],
    escortIds: [],
    review: null,
    ...over,
  };
}

/** What a host says of a visit that is as it should be. */
export function aReview(by: string, over: Partial<HostReview> = {}): HostReview {
  return {
    by,
    way: 'host',
    at: '2026-04-03T05:00:00.000Z',
    examined: ['who', 'why', 'zones'],
    ...over,
  };
}

/** One member to one host on Monday, 6 April 2026, in the afternoon. */
export function aPlacedVisit(hostId: string, over: Partial<PlacedVisit> = {}): PlacedVisit {
  return {
    visitId: newId<'visit'>(),
    organisationId: anOrganisation,
    purpose: 'meeting',
    days: ['2026-04-06'],
    startsAt: '14:00',
    endsAt: '16:00',
    timeZone: 'Asia/Tokyo',
    language: 'ja',
    perEscort: null,
    plannedBy: hostId,
    walkIn: false,
    press: null,
    destinations: [aDestination(hostId)],
    members: [aMember()],
    ...over,
  };
}

/** Places a visit at a site with an entry of its own and answers its ids. */
export async function aVisit(
  { deps }: Pick<TestApp, 'deps'>,
  siteId: string,
  visit: PlacedVisit,
): Promise<{
  readonly visit: string;
  readonly destinations: readonly string[];
  readonly members: readonly string[];
}> {
  const placed = await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, { kind: 'visit-planned', subject: { visit: visit.visitId } });
    await placeVisit(tx, siteId, visit, seq);
    return { ok: true, value: undefined };
  });
  if (!placed.ok) throw new Error(placed.refusal.code);
  return {
    visit: visit.visitId,
    destinations: visit.destinations.map(({ destinationId }) => destinationId),
    members: visit.members.map(({ memberId }) => memberId),
  };
}
