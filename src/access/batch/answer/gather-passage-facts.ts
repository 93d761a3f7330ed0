import type { CardHolder, CardPerson, HeldPermission } from '../../../people/at-the-door/card-holder.ts';
import { repeatWithinMs, type Zone } from '../../../zones/plan/site-plan.ts';
import type { PersonKind } from '../../../zones/regulation/person-kinds.ts';
import type { DoorFacts } from '../../decide/facts/door-facts.ts';
import type { PassageFacts } from '../../decide/facts/passage-facts.ts';
import type { PermissionFacts } from '../../decide/facts/permission-facts.ts';
import type { PersonFacts } from '../../decide/facts/person-facts.ts';
import type { PresenceFacts } from '../../decide/facts/presence-facts.ts';
import type { ZoneFacts } from '../../decide/facts/zone-facts.ts';
import { isMissing } from '../../decide/judge-card.ts';
import type { SiteRules, Way } from '../../rules/site-rules.ts';
import { leastIn, mostIn } from '../../state/counts.ts';
import { isInForce, type SiteState } from '../../state/site-state.ts';
import type { ReadFacts } from '../batch-facts.ts';

/** One card read with all that was read for it. */
export type ReadToDecide = {
  readonly at: Date;
  readonly live: boolean;
  readonly way: Way;
  /** The reader could tell a card. */
  readonly readable: boolean;
  readonly known: ReadFacts;
  readonly state: SiteState;
};

/** Gathers what decidePassage weighs: everything is at hand, nothing is looked up. */
export function gatherPassageFacts(read: ReadToDecide): PassageFacts {
  const { at, live, way, readable, known, state } = read;
  const { reader, rulesUsed } = known;
  const holder = reader?.holder;
  const person = holder?.person;
  return {
    at,
    live,
    door: doorFacts(read),
    from: zoneFacts(way.from, read, leastIn),
    to: zoneFacts(way.to, read, way.to.maxOccupancy === undefined ? leastIn : mostIn),
    site: {
      emergency: isInForce(state, 'emergency', way.from.id),
      lockdown: isInForce(state, 'lockdown', way.to.id) && !hasLockdownRight(person, at),
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
    presence: person === undefined ? nowhere : presenceFacts(state, person.id),
    rules: rulesUsed,
  };
}

/** The name of a format is the same in either case. */
function acceptsFormat({ cardFormats }: Zone, format: string): boolean {
  const name = format.toLowerCase();
  return cardFormats?.some((one) => one.toLowerCase() === name) ?? true;
}

const nowhere: PresenceFacts = { zone: undefined, since: undefined, door: undefined, pending: undefined };

function presenceFacts(state: SiteState, person: string): PresenceFacts {
  const place = state.presence.get(person);
  if (place === undefined) return nowhere;
  const { zone, since, door, pending } = place;
  return { zone: zone ?? undefined, since, door, pending };
}

function doorFacts({ way, known: { rules }, state, at }: ReadToDecide): DoorFacts {
  const { door, direction } = way;
  return {
    id: door.id,
    contact: door.contact,
    openWithinMs: door.openWithinMs,
    repeatWithinMs: door.repeatWithinMs ?? repeatWithinMs,
    outOfService: door.outOfService,
    passback: direction.passback,
    escape: way.escape,
    freePassage: rules.isFree(way, at, (zone) => mostIn(state, zone) > 0),
    interlocked: rules.interlockedWith(door).some((other) => isBusy(state, other)),
  };
}

/** Open, or granted and not yet told of. */
function isBusy(state: SiteState, door: string): boolean {
  if ((state.doors.get(door)?.position ?? 'closed') !== 'closed') return true;
  return [...state.presence.values()].some(({ pending }) => pending?.door === door);
}

function zoneFacts(
  zone: Zone,
  { known: { rules, reader }, state, at }: ReadToDecide,
  count: typeof mostIn,
): ZoneFacts {
  const limited = zone.neverAlone || zone.maxOccupancy !== undefined;
  return {
    id: zone.id,
    class: zone.class,
    handover: zone.handover,
    maxOccupancy: zone.maxOccupancy,
    neverAlone: zone.neverAlone,
    others: limited ? count(state, zone.id, reader?.holder.person?.id) : 0,
    controlled: zone.controls.some(({ row, from, until }) => row === 't1r19' && isWithin(at, from, until)),
    duties: rules.duties(zone.id, at, kindOfReader(reader?.holder)),
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

/** Visits, custody and attended work have no tables yet: nobody is visiting, an outsider's escort is missing. */
function personFacts(person: CardPerson, { known: { rules }, at }: ReadToDecide): PersonFacts {
  const facts = (permissions: readonly HeldPermission[]): readonly PermissionFacts[] =>
    permissions.map((permission) => permissionFacts(permission, person, rules, at));
  return {
    id: person.id,
    kind: person.kind,
    state: person.state,
    contractEnded: person.contract === undefined ? person.kind === 'card-lent' : person.contract.endsAt <= at,
    permissions: facts(person.permissions.filter(({ coversTo }) => coversTo)),
    permissionsBehind: facts(person.permissions.filter(({ coversFrom }) => coversFrom)),
    visit: undefined,
    escort: person.kind === 'staff' ? 'present' : 'missing',
    workUnattended: false,
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
