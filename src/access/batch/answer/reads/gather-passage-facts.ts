import type { CardHolder, CardPerson, HeldPermission } from '../../../../people/at-the-door/card-holder.ts';
import type { VisitAtDoor } from '../../../../visitors/at-the-door/visit-at-door.ts';
import { repeatWithinMs, type Zone } from '../../../../zones/plan/site-plan.ts';
import type { PersonKind } from '../../../../zones/regulation/person-kinds.ts';
import type { Companion } from '../../../decide/escort/escort-fault.ts';
import type { DoorFacts } from '../../../decide/facts/door-facts.ts';
import type { PassageFacts } from '../../../decide/facts/passage-facts.ts';
import type { PermissionFacts } from '../../../decide/facts/permission-facts.ts';
import type { PersonFacts } from '../../../decide/facts/person-facts.ts';
import type { KnownPlace, PresenceFacts } from '../../../decide/facts/presence-facts.ts';
import type { VisitFacts } from '../../../decide/facts/visit-facts.ts';
import type { ZoneFacts } from '../../../decide/facts/zone-facts.ts';
import { isMissing } from '../../../decide/judge-card.ts';
import type { SiteRules, Way } from '../../../rules/site-rules.ts';
import { goingThrough, leastIn, mostIn } from '../../../state/counts.ts';
import { isInForce, opensForCrew, type SiteState } from '../../../state/site-state.ts';
import type { ReadFacts } from '../../batch-facts.ts';
import { exceptDuties } from './except-duties.ts';
import { gatherEscort } from './gather-escort.ts';
import { gatherWork } from './gather-work.ts';
import { waitingTimes } from './waiting-times.ts';

/** One card read with all that was read for it. */
export type ReadToDecide = {
  readonly at: Date;
  readonly live: boolean;
  /** Nobody stands at the door for it any more. */
  readonly tooOld: boolean;
  readonly way: Way;
  /** The reader could tell a card. */
  readonly readable: boolean;
  readonly known: Omit<ReadFacts, 'late'>;
  readonly state: SiteState;
  /** Who would pass together with the one who reads. */
  readonly together: readonly string[];
  /** Of whoever is in its zones or reads in this batch: who keeps others company where nobody may be alone. */
  readonly company: ReadonlySet<string>;
  /** Who may be somebody's escort: whoever reads in this batch, waits at its doors or passed there lately. */
  readonly companions: ReadonlyMap<string, Companion>;
  /** By ward: who escorts those who are decided to pass together with this read. */
  readonly joining: ReadonlyMap<string, string>;
};

/** Gathers what decidePassage weighs: everything is at hand, nothing is looked up. */
export function gatherPassageFacts(read: ReadToDecide): PassageFacts {
  const { at, live, tooOld, way, readable, known, state } = read;
  const { reader, rulesUsed } = known;
  const holder = reader?.holder;
  const person = holder?.person;
  return {
    at,
    live,
    tooOld,
    door: doorFacts(read),
    from: zoneFacts(way.from, read, { withThem: 0, company: 0 }),
    to: zoneFacts(way.to, read, { withThem: read.together.length, company: companyThrough(read) }),
    site: {
      emergency: isInForce(state, 'emergency', way.from.id),
      lockdown: isInForce(state, 'lockdown', way.to.id) && !hasLockdownRight(person, at),
      takenChecks: known.rules.visitors.takenChecks,
    },
    read: readable ? 'ok' : 'bad-read',
    card:
      holder === undefined
        ? undefined
        : {
            id: holder.card.id,
            state: holder.card.state,
            activeFrom: holder.card.activeFrom,
            expiresAt: holder.card.expiresAt,
            formatAllowed: acceptsFormat(way.to, holder.card.format),
            twin: holder.card.twins.length > 0,
          },
    person: person === undefined ? undefined : personFacts(person, read),
    presence: person === undefined ? nowhere : presenceFacts(read, person.id),
    rules: rulesUsed,
  };
}

/** The name of a format is the same in either case. */
function acceptsFormat({ cardFormats }: Zone, format: string): boolean {
  const name = format.toLowerCase();
  return cardFormats?.some((one) => one.toLowerCase() === name) ?? true;
}

const nowhere: PresenceFacts = {
  zone: undefined,
  since: undefined,
  door: undefined,
  pending: undefined,
  waitsAt: undefined,
  places: [],
};

function presenceFacts(read: ReadToDecide, person: string): PresenceFacts {
  const waitsAt = read.state.waits.get(person)?.door;
  const place = read.state.presence.get(person);
  if (place === undefined) return { ...nowhere, waitsAt };
  const { zone, since, door, pending } = place;
  const named = new Set([zone, pending?.from, pending?.to]);
  const places = [...named].flatMap((one) => knownPlace(one ?? undefined, since ?? read.at, read));
  return { zone: zone ?? undefined, since, door, pending, waitsAt, places };
}

function knownPlace(
  id: string | undefined,
  since: Date,
  { known: { rules }, way, at }: ReadToDecide,
): readonly KnownPlace[] {
  const zone = id === undefined ? undefined : rules.zones.get(id);
  if (zone === undefined) return [];
  return [
    {
      zone: zone.id,
      class: zone.class,
      reachesFrom: rules.comesUnread(zone.id, way.from.id, since, at),
      reachesTo: rules.comesUnread(zone.id, way.to.id, since, at),
    },
  ];
}

function doorFacts({ way, known: { rules }, state, at, live }: ReadToDecide): DoorFacts {
  const { door, direction } = way;
  return {
    id: door.id,
    contact: door.contact,
    openWithinMs: door.openWithinMs,
    ...waitingTimes(door, rules),
    escortCounts: door.escortCounts ?? false,
    repeatWithinMs: door.repeatWithinMs ?? repeatWithinMs,
    outOfService: door.outOfService,
    passback: direction.passback,
    escape: way.escape,
    leadsOut: way.leadsOut,
    unreadBack: rules.comesUnread(way.to.id, way.from.id, at, at),
    freePassage: rules.isFree(way, at, (zone) => mostIn(state, zone) > 0),
    opensForCrew: live && opensForCrew(state, door.id, at),
    interlocked: rules.interlockedWith(door).some((other) => isBusy(state, other)),
  };
}

/** Open, or granted and not yet told of. */
function isBusy(state: SiteState, door: string): boolean {
  if ((state.doors.get(door)?.position ?? 'closed') !== 'closed') return true;
  return [...state.presence.values()].some(({ pending }) => pending?.door === door);
}

/** Everybody who would pass with this read: they leave the zone before the door, and are in the one behind it. */
function passingOf({ known: { reader }, together }: ReadToDecide): readonly string[] {
  const person = reader?.holder.person?.id;
  return person === undefined ? together : [person, ...together];
}

/**
 * How many go through the door with this read who keep others company; 0 where nobody asks for it. Everybody of the batch is looked
 * at for it: of each read of two hundred that was a sixth of all that a late batch made.
 */
function companyThrough(read: ReadToDecide): number {
  const { way, state, at, together, company } = read;
  if (!way.to.neverAlone) return 0;
  const passing = passingOf(read);
  const others = (person: string) => company.has(person) && !passing.includes(person);
  const { length } = together.filter((person) => company.has(person));
  return length + goingThrough(state, { door: way.door.id, to: way.to.id }, at, others);
}

/** `through`: how many of those on the way through the door are in the zone already, by either count. */
function zoneFacts(
  zone: Zone,
  read: ReadToDecide,
  through: { readonly withThem: number; readonly company: number },
): ZoneFacts {
  const { known, state, at, company } = read;
  const { rules, reader } = known;
  const passing = passingOf(read);
  const othersWho = (keep: boolean) => (person: string) =>
    company.has(person) === keep && !passing.includes(person);
  return {
    id: zone.id,
    class: zone.class,
    organisation: zone.organisation,
    handover: zone.handover,
    maxOccupancy: zone.maxOccupancy,
    neverAlone: zone.neverAlone,
    others: zone.maxOccupancy === undefined ? 0 : mostIn(state, zone.id, ...passing) + through.withThem,
    company: zone.neverAlone ? leastIn(state, zone.id, othersWho(true)) + through.company : 0,
    guests: zone.neverAlone ? leastIn(state, zone.id, othersWho(false)) : 0,
    controlled: zone.controls.some(({ row, from, until }) => row === 't1r19' && isWithin(at, from, until)),
    duties: exceptDuties(
      rules.duties(zone.id, at, kindOfReader(reader?.holder)),
      isMissing(reader?.holder.card) ? [] : (reader?.exceptions ?? []),
      zone.id,
      at,
    ),
  };
}

/** A lost or stolen card may be in any hand: whoever reads it is of no known kind. */
function kindOfReader(holder: CardHolder | undefined): PersonKind | undefined {
  return isMissing(holder?.card) ? undefined : holder?.person?.kind;
}

function isWithin(at: Date, from: string, until: string | undefined): boolean {
  return new Date(from) <= at && (until === undefined || at < new Date(until));
}

function hasLockdownRight(person: CardPerson | undefined, at: Date): boolean {
  return (
    person?.permissions.some(
      ({ duringLockdown, coversTo, startsAt, endsAt }) =>
        duringLockdown && coversTo && startsAt <= at && at < endsAt,
    ) ?? false
  );
}

function personFacts(person: CardPerson, read: ReadToDecide): PersonFacts {
  const { known, at } = read;
  const { rules, reader } = known;
  const visit = reader?.visit;
  const work = gatherWork(read);
  const facts = (permissions: readonly HeldPermission[]): readonly PermissionFacts[] =>
    permissions.map((permission) => permissionFacts(permission, person, rules, at));
  return {
    id: person.id,
    kind: person.kind,
    state: person.state,
    contractEnded: person.contract === undefined ? person.kind === 'card-lent' : person.contract.endsAt <= at,
    contractNotBegun: person.contract !== undefined && at < person.contract.startsAt,
    permissions: facts(person.permissions.filter(({ coversTo }) => coversTo)),
    permissionsBehind: facts(person.permissions.filter(({ coversFrom }) => coversFrom)),
    visit: visit && visitFacts(visit, at),
    ...gatherEscort(read, person, work.attendant),
    workUnattended: work.unattended,
    itemInside: reader?.items?.inside ?? false,
  };
}

function visitFacts(visit: VisitAtDoor, at: Date): VisitFacts {
  const { id, open, endsAt, endsBy, coversTo, coversFrom, identityConfirmed, hostReviewed } = visit;
  return {
    id,
    checkedIn: open,
    over: endsAt <= at,
    endsBy,
    zoneInVisit: coversTo,
    leftZoneInVisit: coversFrom,
    identityConfirmed,
    hostReviewed,
  };
}

function permissionFacts(
  permission: HeldPermission,
  person: CardPerson,
  rules: SiteRules,
  at: Date,
): PermissionFacts {
  const { id, startsAt, endsAt, scheduleId, identityConfirmed, hostReviewed } = permission;
  return {
    id,
    startsAt,
    endsAt,
    withinSchedule: rules.isOpen(scheduleId, person.organisationId, at),
    identityConfirmed,
    hostReviewed,
  };
}
