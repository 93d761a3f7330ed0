import type { ClientBase } from 'pg';
import type { ReceivedEvent } from '../../gateways/gateway-post.ts';
import type { CardHolder, CardKey } from '../../people/card-holder.ts';
import { loadCardHolders } from '../../people/load-card-holders.ts';
import type { DoorPosition, GatewayCondition } from '../effects.ts';
import { conditionKey, emptySite, type Place, type SiteState } from '../presence/site-state.ts';
import { abandonedKeys, type GivenUp, loadAbandoned } from './load-abandoned.ts';
import { loadPlaces, type PlaceRow } from './load-places.ts';
import { loadSeen, type SeenEvent } from './load-seen.ts';
import { loadSite, type SiteReading } from './load-site.ts';
import type { SiteRules } from './site-rules.ts';

/** Everything a batch reads under the head, by key. */
export type BatchFacts = {
  readonly site: SiteReading;
  readonly seen: readonly SeenEvent[];
  readonly holders: ReadonlyMap<string, CardHolder>;
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
  events: readonly ReceivedEvent[],
  rules: SiteRules | undefined,
  now: Date,
): Promise<BatchFacts> {
  const cards = cardsIn(events);
  const doors = doorsIn(events, rules);
  const abandoned = abandonedKeys(events);
  const givingUp = loadAbandoned(client, siteId, abandoned);
  const placesWith = (grants: readonly GivenUp[]) =>
    loadPlaces(client, siteId, {
      cards,
      persons: grants.map(({ person }) => person),
      doors,
      zones: rules?.counted ?? [],
      now,
    });
  const [site, seen, holders, givenUp, places] = await Promise.all([
    loadSite(client, siteId, {
      tokenIds: [...new Set(events.map(({ caller }) => caller.tokenId))],
      doors,
      now,
    }),
    loadSeen(client, siteId, events),
    loadCardHolders(client, siteId, cards),
    givingUp,
    abandoned.length === 0 ? placesWith([]) : givingUp.then(placesWith),
  ]);
  return {
    site,
    seen,
    holders: new Map(cards.flatMap((card, index) => entryOf(cardText(card), holders[index]))),
    givenUp,
    state: stateOf(site, places),
  };
}

/** A card's key as one text. */
export function cardText({ format, facility, number }: CardKey): string {
  return `${format} ${facility} ${number}`;
}

function entryOf(key: string, holder: CardHolder | undefined): readonly (readonly [string, CardHolder])[] {
  return holder === undefined ? [] : [[key, holder]];
}

function cardsIn(events: readonly ReceivedEvent[]): readonly CardKey[] {
  const cards = events.flatMap(({ event }) =>
    event?.kind === 'card-read' && event.card !== undefined ? [event.card] : [],
  );
  return [...new Map(cards.map((card) => [cardText(card), card])).values()];
}

/** The doors the events are at, and those interlocked with them. */
function doorsIn(events: readonly ReceivedEvent[], rules: SiteRules | undefined): readonly string[] {
  if (rules === undefined) return [];
  const ids = events.flatMap(({ event }) => {
    if (event === undefined) return [];
    const way = 'reader' in event ? rules.wayOf(event.reader)?.way : undefined;
    if (way !== undefined) return [way.door.id, ...rules.interlockedWith(way.door)];
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
    presence: new Map(places.map((row) => [row.personId, placeOf(row)])),
    doors: new Map(doors.map(({ doorId, position }) => [doorId, position as DoorPosition])),
    gateways,
    conditions: ofSite,
  };
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
