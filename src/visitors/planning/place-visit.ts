import type { Tx } from '../../db/in-transaction.ts';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import { keysOfName, keysOfOrganisation } from '../../kernel/names/name-keys.ts';
import { addDays } from '../../zones/hours/calendar.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { type HostReview, unreviewed } from '../registry/host-review.ts';
import type { PressEvent } from '../registry/press-event.ts';
import {
  type AnnouncedThing,
  arrivals,
  destinations,
  members,
  visitorIdentities,
  visits,
} from '../registry/tables.ts';

/** Who somebody says they are (氏名・所属), with what belongs to them alone; null = not said. */
export type VisitorIdentity = {
  /** Byte for byte as typed. */
  readonly name: string;
  readonly nameKana: string | null;
  /** 「個人」 is an answer. */
  readonly affiliation: string;
  readonly telephone: string | null;
  /** 車両番号, where this member drives. */
  readonly vehicle: string | null;
  /** 同乗: 車両番号 of the vehicle that another member drives. */
  readonly ridesIn: string | null;
  readonly help: string | null;
  readonly purposeWords: string | null;
};

/** A member of a visit under the id that entries name it by. */
export type PlacedMember = {
  readonly memberId: string;
  /** null where names are confirmed at the desk and not kept (rows 28, 29). */
  readonly identity: VisitorIdentity | null;
  readonly substitutes: string | null;
  readonly child: boolean;
  readonly things: readonly AnnouncedThing[];
};

export type PlacedDestination = {
  readonly destinationId: string;
  readonly hostId: string;
  readonly place: string | null;
  readonly zoneIds: readonly string[];
  /** From the desk to them (`waysTo`). */
  readonly wayZoneIds: readonly string[];
  /** Empty = every member. */
  readonly memberIds: readonly string[];
  readonly escortIds: readonly string[];
  /** It covers every member bound there, on every day of the visit; null = not reviewed. */
  readonly review: HostReview | null;
};

/** A new visit, judged already; whoever places it records it. */
export type PlacedVisit = {
  readonly visitId: string;
  readonly organisationId: string;
  readonly purpose: string;
  /** Ascending, in the time zone of the site. */
  readonly days: readonly string[];
  /** `HH:MM` there; an end not later than the start is of the day after. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly language: string;
  /** null = as the site says. */
  readonly perEscort: number | null;
  readonly plannedBy: string;
  readonly walkIn: boolean;
  /** What it is for the press; null = no event of the press. */
  readonly press: PressEvent | null;
  readonly destinations: readonly PlacedDestination[];
  readonly members: readonly PlacedMember[];
};

/** Writes the rows of a new visit from `seq` of its site's log on, a 来庁 for each member and day; the caller holds that site's head. */
export function placeVisit(tx: Tx, siteId: string, visit: PlacedVisit, seq: number): Promise<void> {
  return placeVisits(tx, siteId, [{ visit, seq }]);
}

/** The same for many at once, each from the seq of its own entry on: however many there are, the head is held for a few statements. */
export async function placeVisits(
  tx: Tx,
  siteId: string,
  placed: readonly { readonly visit: PlacedVisit; readonly seq: number }[],
): Promise<void> {
  const shared = { siteId };
  const visitRows = placed.map(({ visit, seq }) => visitRow(visit, seq));
  const destinationRows = placed.flatMap(({ visit, seq }) =>
    visit.destinations.map((destination) => destinationRow(destination, visit, seq)),
  );
  await insertMany(tx.client, manyRows(visits, visitRows), shared);
  await insertMany(tx.client, manyRows(destinations, destinationRows), shared);
  await placeMembers(tx, siteId, placed);
}

/** Writes destinations that a visit gains, which nobody has reviewed yet. */
export async function placeDestinations(
  { client }: Tx,
  siteId: string,
  visitId: string,
  added: readonly PlacedDestination[],
  seq: number,
): Promise<void> {
  if (added.length === 0) return;
  const visit = { visitId, days: [], members: [] };
  const rows = added.map((destination) => destinationRow({ ...destination, review: null }, visit, seq));
  await insertMany(client, manyRows(destinations, rows), { siteId });
}

function visitRow(visit: PlacedVisit, fromSeq: number) {
  const {
    visitId,
    organisationId,
    purpose,
    days,
    startsAt,
    endsAt,
    language,
    perEscort,
    plannedBy,
    walkIn,
    press,
  } = visit;
  return {
    visitId,
    fromSeq,
    organisationId,
    purpose,
    days: [...days],
    startsAt,
    endsAt,
    language,
    perEscort,
    state: 'planned' as const,
    plannedBy,
    walkIn,
    press,
  };
}

function destinationRow(destination: PlacedDestination, visit: ReviewedVisit, fromSeq: number) {
  return {
    ...destination,
    visitId: visit.visitId,
    fromSeq,
    zoneIds: [...destination.zoneIds],
    wayZoneIds: [...destination.wayZoneIds],
    memberIds: [...destination.memberIds],
    escortIds: [...destination.escortIds],
    ...reviewed(destination, visit),
  };
}

/** What members and days are placed into: a new visit, or one that stands already. */
export type VisitPlaced = Pick<PlacedVisit, 'visitId' | 'days' | 'startsAt' | 'endsAt' | 'timeZone'>;

/** Writes members of visits with their names and a 来庁 each for every day of theirs. */
export async function placeMembers(
  tx: Tx,
  siteId: string,
  placed: readonly { readonly visit: VisitPlaced & Pick<PlacedVisit, 'members'>; readonly seq: number }[],
): Promise<void> {
  const rows = placed.flatMap(({ visit: { visitId, members: listed }, seq }) =>
    listed.map(({ identity, ...member }) => ({ ...member, visitId, fromSeq: seq, listed: true })),
  );
  const identities = placed.flatMap(({ visit: { visitId, days, members: listed } }) =>
    listed.flatMap(({ memberId, identity }) =>
      identity === null ? [] : [{ visitId, memberId, lastDay: days.at(-1) ?? '', ...withKeys(identity) }],
    ),
  );
  await insertMany(tx.client, manyRows(members, rows), { siteId });
  if (identities.length > 0) await insertMany(tx.client, manyRows(visitorIdentities, identities), { siteId });
  const announced = placed.map(({ visit, seq }) => ({
    visit,
    seq,
    memberIds: visit.members.map(({ memberId }) => memberId),
  }));
  await announce(tx, siteId, announced);
}

/** Writes a 来庁 for each of these members on each day of their visit. */
export async function announce(
  { client }: Tx,
  siteId: string,
  announced: readonly {
    readonly visit: VisitPlaced;
    readonly memberIds: readonly string[];
    readonly seq: number;
  }[],
): Promise<void> {
  const rows = announced.flatMap(({ visit, memberIds, seq }) =>
    visit.days.flatMap((day) => {
      const hours = hoursOfVisit(visit, day);
      return memberIds.map((memberId) => ({
        memberId,
        day,
        fromSeq: seq,
        visitId: visit.visitId,
        state: 'announced' as const,
        ...hours,
      }));
    }),
  );
  if (rows.length > 0) await insertMany(client, manyRows(arrivals, rows), { siteId });
}

/** The hours of a visit on one of its days, as instants. */
export function hoursOfVisit(
  { startsAt, endsAt, timeZone }: Pick<PlacedVisit, 'startsAt' | 'endsAt' | 'timeZone'>,
  day: string,
): { readonly startsAt: Date; readonly endsAt: Date } {
  return {
    startsAt: new Date(instantOf(day, startsAt, timeZone)),
    endsAt: new Date(instantOf(endsAt > startsAt ? day : addDays(day, 1), endsAt, timeZone)),
  };
}

/** An identity with the keys by which it is found. */
export function withKeys(identity: VisitorIdentity) {
  const { name, nameKana, affiliation } = identity;
  const byName = keysOfName(name);
  const byKana = nameKana === null ? undefined : keysOfName(nameKana);
  const byAffiliation = keysOfOrganisation(affiliation);
  return {
    ...identity,
    nameSearch: byName.search,
    kanaSearch: byKana?.search ?? null,
    affiliationSearch: byAffiliation.search,
    nameKey: byName.older,
    kanaKey: byKana?.older ?? null,
    affiliationKey: byAffiliation.older,
  };
}

type ReviewedVisit = Pick<PlacedVisit, 'visitId' | 'days' | 'members'>;

function reviewed({ review, memberIds }: PlacedDestination, { days, members: all }: ReviewedVisit) {
  if (review === null) return unreviewed;
  const bound = memberIds.length === 0 ? all.map(({ memberId }) => memberId) : [...memberIds];
  return { review, reviewedMemberIds: bound, reviewedDays: [...days] };
}
