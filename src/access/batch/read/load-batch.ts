import type { ClientBase } from 'pg';
import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { DoorPosition, GatewayCondition } from '../../../log/effects.ts';
import type { CardHolder, ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import { conditionKey, emptySite, type Place, type SiteState } from '../../state/site-state.ts';
import type { GivenUp, SeenEvent } from '../batch-facts.ts';
import { abandonedKeys, loadAbandoned } from './load-abandoned.ts';
import { loadPlaces, type PlaceRow } from './load-places.ts';
import { loadReaders } from './load-readers.ts';
import { loadSeen } from './load-seen.ts';
import { loadSite, type SiteReading } from './load-site.ts';

/** Everything a batch reads under the head, by key. */
export type BatchFacts = {
  readonly site: SiteReading;
  readonly seen: readonly SeenEvent[];
  /** Of live reads; late ones are weighed with what was known of them then. */
  readonly holders: ReadonlyMap<ReceivedEvent, CardHolder>;
  readonly givenUp: readonly GivenUp[];
  readonly state: SiteState;
};

/**
 * Sends every question at once; on a pipelined connection they travel together, each sees what the head's lock settled.
 * Only where a gateway gave up reads do the places wait for whose they were.
 */
export async function loadBatch(
  client: ClientBase,
  siteId: string,
  lane: 'live' | 'late',
  events: readonly ReceivedEvent[],
  rules: SiteRules | undefined,
  now: Date,
): Promise<BatchFacts> {
  const reads = lane === 'live' && rules !== undefined ? readsIn(events, rules) : [];
  const doors = doorsIn(events, rules);
  const abandoned = abandonedKeys(events);
  const givingUp = loadAbandoned(client, siteId, abandoned);
  const placesWith = (grants: readonly GivenUp[]) =>
    loadPlaces(client, siteId, {
      persons: grants.map(({ person }) => person),
      doors,
      zones: rules?.counted ?? [],
    });
  const [site, seen, readers, givenUp, others] = await Promise.all([
    loadSite(client, siteId, {
      tokenIds: [...new Set(events.map(({ caller }) => caller.tokenId))],
      doors,
      now,
    }),
    loadSeen(client, siteId, events),
    loadReaders(
      client,
      siteId,
      reads.map(({ shown }) => shown),
    ),
    givingUp,
    abandoned.length === 0 ? placesWith([]) : givingUp.then(placesWith),
  ]);
  return {
    site,
    seen,
    holders: new Map(reads.flatMap(({ received }, index) => entryOf(received, readers.holders[index]))),
    givenUp,
    state: stateOf(site, [...readers.places, ...others]),
  };
}

function entryOf(
  received: ReceivedEvent,
  holder: CardHolder | undefined,
): readonly (readonly [ReceivedEvent, CardHolder])[] {
  return holder === undefined ? [] : [[received, holder]];
}

type Read = { readonly received: ReceivedEvent; readonly shown: ShownCard };

/** Card reads at readers the plan knows: others are foreign, whoever's card it was. */
function readsIn(events: readonly ReceivedEvent[], rules: SiteRules): readonly Read[] {
  return events.flatMap((received) => {
    const event = eventOf(received);
    if (event?.kind !== 'card-read' || event.card === undefined) return [];
    const way = rules.wayOf(event.reader)?.way;
    return way === undefined
      ? []
      : [{ received, shown: { key: event.card, from: way.from.id, to: way.to.id } }];
  });
}

/** Doors whose position and pending passages matter: those that tell of themselves, and those interlocked with a read one. */
function doorsIn(events: readonly ReceivedEvent[], rules: SiteRules | undefined): readonly string[] {
  if (rules === undefined) return [];
  const ids = events.flatMap((received) => {
    const event = eventOf(received);
    if (event === undefined) return [];
    if (event.kind === 'card-read') {
      const way = rules.wayOf(event.reader)?.way;
      return way === undefined ? [] : rules.interlockedWith(way.door);
    }
    return 'door' in event && event.door !== undefined ? [event.door] : [];
  });
  return [...new Set(ids)];
}

const siteConditions = ['emergency', 'lockdown'] as const;

function stateOf({ conditions, doors }: SiteReading, places: readonly PlaceRow[]): SiteState {
  const gateways = new Map<string, Set<GatewayCondition>>();
  const ofSite = new Map(emptySite.conditions);
  for (const { condition, place, since, seq } of conditions) {
    const named = siteConditions.find((one) => one === condition);
    if (named === undefined) {
      gateways.set(place, (gateways.get(place) ?? new Set()).add(condition as GatewayCondition));
    } else {
      const zone = place === '' ? null : place;
      ofSite.set(conditionKey(named, zone), { condition: named, zone, since, seq });
    }
  }
  return {
    ...emptySite,
    presence: placesOf(places),
    doors: new Map(doors.map(({ doorId, position }) => [doorId, position as DoorPosition])),
    gateways,
    conditions: ofSite,
  };
}

/** The same state with these places known too. */
export function withPlaces(state: SiteState, places: readonly PlaceRow[]): SiteState {
  return places.length === 0
    ? state
    : { ...state, presence: new Map([...state.presence, ...placesOf(places)]) };
}

function placesOf(rows: readonly PlaceRow[]): ReadonlyMap<string, Place> {
  return new Map(rows.map((row) => [row.personId, placeOf(row)]));
}

function placeOf(row: PlaceRow): Place {
  const { pendingDoor: door, pendingFrom: from, pendingTo: to, pendingUntil: until } = row;
  return {
    zone: row.zoneId,
    certainty: (row.certainty ?? 'assumed') as Place['certainty'],
    since: row.since ?? undefined,
    seq: row.sinceSeq ?? 0,
    pending:
      door === null || from === null || to === null || until === null ? undefined : { door, from, to, until },
  };
}
