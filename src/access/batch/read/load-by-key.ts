import type { ClientBase } from 'pg';
import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { DoorPosition, GatewayCondition } from '../../../log/effects.ts';
import type { CardHolder, ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import { conditionKey, emptySite, type Place, type SiteState } from '../../state/site-state.ts';
import type { Batch } from '../batch.ts';
import type { GivenUp, SeenEvent } from '../batch-facts.ts';
import { abandonedKeys, loadAbandoned } from './load-abandoned.ts';
import { loadPlaces, type PlaceRow } from './load-places.ts';
import { loadReaders } from './load-readers.ts';
import { loadSeen } from './load-seen.ts';
import { loadSite, type SiteRow } from './load-site.ts';

/** What a batch reads by key, all of it in one flight. */
export type KeyedFacts = {
  readonly site: SiteRow;
  readonly seen: readonly SeenEvent[];
  /** Live reads at readers of the plan, with the card's holder; late ones are weighed with what was known of them then. */
  readonly holders: ReadonlyMap<ReceivedEvent, CardHolder | undefined>;
  readonly givenUp: readonly GivenUp[];
  readonly places: readonly PlaceRow[];
};

/**
 * Sends every question at once; on a pipelined connection they travel together, each sees what the head's lock settled.
 * Only where a gateway gave up reads do the places wait for whose they were.
 */
export async function loadByKey(
  client: ClientBase,
  { siteId, lane, events, now }: Batch,
  rules: SiteRules | undefined,
): Promise<KeyedFacts> {
  const reads = lane === 'live' && rules !== undefined ? readsIn(events, rules) : [];
  const withCard = reads.flatMap(({ received, shown }) => (shown === undefined ? [] : [{ received, shown }]));
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
      withCard.map(({ shown }) => shown),
    ),
    givingUp,
    abandoned.length === 0 ? placesWith([]) : givingUp.then(placesWith),
  ]);
  return {
    site,
    seen,
    holders: new Map([
      ...reads.map(({ received }) => [received, undefined] as const),
      ...withCard.map(({ received }, index) => [received, readers.holders[index]] as const),
    ]),
    givenUp,
    places: [...readers.places, ...others],
  };
}

/** A card read, and what it shows; undefined = the reader could not tell a card. */
type Read = { readonly received: ReceivedEvent; readonly shown: ShownCard | undefined };

/** Card reads at readers the plan knows: others are foreign, whoever's card it was. */
function readsIn(events: readonly ReceivedEvent[], rules: SiteRules): readonly Read[] {
  return events.flatMap((received) => {
    const event = eventOf(received);
    if (event?.kind !== 'card-read') return [];
    const way = rules.wayOf(event.reader)?.way;
    if (way === undefined) return [];
    const { card } = event;
    return [{ received, shown: card && { key: card, from: way.from.id, to: way.to.id } }];
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

/** The state of a site as far as these rows tell it. */
export function stateOf({ conditions, doors }: SiteRow, places: readonly PlaceRow[]): SiteState {
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
    doors: new Map(
      doors.map(({ doorId, position, since }) => [doorId, { position: position as DoorPosition, since }]),
    ),
    gateways,
    conditions: ofSite,
  };
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
