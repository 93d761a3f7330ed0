import type { Tx } from '../../db/in-transaction.ts';
import { searchKey } from '../../kernel/search-key.ts';
import { addDays } from '../../zones/hours/calendar.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import type { HostReview } from '../registry/host-review.ts';
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
  readonly plannedBy: string;
  readonly walkIn: boolean;
  readonly destinations: readonly PlacedDestination[];
  readonly members: readonly PlacedMember[];
};

/** Writes the rows of a new visit from `seq` of its site's log on, a 来庁 for each member and day; the caller holds that site's head. */
export async function placeVisit(tx: Tx, siteId: string, visit: PlacedVisit, seq: number): Promise<void> {
  const { visitId, organisationId, purpose, days, startsAt, endsAt, language, plannedBy, walkIn } = visit;
  const shared = { siteId, visitId, fromSeq: seq };
  await Promise.all([
    tx.db.insert(visits).values({
      ...shared,
      organisationId,
      purpose,
      days: [...days],
      startsAt,
      endsAt,
      language,
      state: 'planned',
      plannedBy,
      walkIn,
    }),
    tx.db.insert(destinations).values(
      visit.destinations.map((destination) => ({
        ...shared,
        ...destination,
        zoneIds: [...destination.zoneIds],
        wayZoneIds: [...destination.wayZoneIds],
        memberIds: [...destination.memberIds],
        escortIds: [...destination.escortIds],
        ...reviewed(destination, visit),
      })),
    ),
    placeMembers(tx, siteId, visit, seq),
  ]);
}

/** What members and days are placed into: a new visit, or one that stands already. */
export type VisitPlaced = Pick<PlacedVisit, 'visitId' | 'days' | 'startsAt' | 'endsAt' | 'timeZone'>;

/** Writes members of a visit with their names and a 来庁 each for every day of it. */
export async function placeMembers(
  tx: Tx,
  siteId: string,
  visit: VisitPlaced & Pick<PlacedVisit, 'members'>,
  seq: number,
): Promise<void> {
  const { visitId, days } = visit;
  const lastDay = days.at(-1) ?? '';
  const identities = visit.members.flatMap(({ memberId, identity }) =>
    identity === null ? [] : [{ siteId, visitId, memberId, lastDay, ...withKeys(identity) }],
  );
  const rows = visit.members.map(({ identity, ...member }) => ({
    ...member,
    siteId,
    visitId,
    fromSeq: seq,
    listed: true,
  }));
  await Promise.all([
    tx.db.insert(members).values(rows),
    identities.length === 0 ? undefined : tx.db.insert(visitorIdentities).values(identities),
    announce(
      tx,
      siteId,
      visit,
      rows.map(({ memberId }) => memberId),
      seq,
    ),
  ]);
}

/** Writes a 来庁 for each of these members on each day of a visit. */
export async function announce(
  { db }: Tx,
  siteId: string,
  visit: VisitPlaced,
  memberIds: readonly string[],
  seq: number,
): Promise<void> {
  const { visitId } = visit;
  const hours = visit.days.map((day) => ({ day, ...hoursOfVisit(visit, day) }));
  const rows = memberIds.flatMap((memberId) =>
    hours.map((one) => ({ ...one, siteId, visitId, fromSeq: seq, memberId, state: 'announced' as const })),
  );
  if (rows.length > 0) await db.insert(arrivals).values(rows);
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
  return {
    ...identity,
    nameKey: searchKey(name),
    kanaKey: nameKana === null ? null : searchKey(nameKana),
    affiliationKey: searchKey(affiliation),
  };
}

function reviewed({ review, memberIds }: PlacedDestination, { days, members: all }: PlacedVisit) {
  if (review === null) return { review, reviewedMemberIds: [], reviewedDays: [] };
  const bound = memberIds.length === 0 ? all.map(({ memberId }) => memberId) : [...memberIds];
  return { review, reviewedMemberIds: bound, reviewedDays: [...days] };
}
