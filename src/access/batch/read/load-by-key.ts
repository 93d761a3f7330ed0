import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { SiteRules, Way } from '../../rules/site-rules.ts';
import type { SiteState, StandingAlarm } from '../../state/site-state.ts';
import { foreignPlace } from '../answer/forms/foreign-place.ts';
import type { Batch } from '../batch.ts';
import type { GivenUp, KnownGateway, Told } from '../batch-facts.ts';
import type { Reader } from '../reader-parts.ts';
import { abandonedKeys, loadAbandoned } from './load-abandoned.ts';
import { loadGateways } from './load-gateways.ts';
import { loadOpenAlarms } from './load-open-alarms.ts';
import { loadPairs } from './load-pairs.ts';
import { loadPlaces, type PlacesFound } from './load-places.ts';
import { loadReadersNow } from './load-readers-now.ts';
import { loadSeen, type SeenBefore } from './load-seen.ts';
import { loadSite, type SiteRow } from './load-site.ts';
import { loadTold } from './load-told.ts';
import { inTurn, loadWaits, type Waits } from './load-waits.ts';
import { cardsOf, type Read, readersByEvent, shownOn } from './readers-by-event.ts';
import type { LooksBefore } from './remember-looks.ts';
import { topicsAsked } from './topics-asked.ts';

/** What a batch reads by key, all of it in one flight. */
export type KeyedFacts = {
  readonly site: SiteRow;
  readonly before: SeenBefore;
  /** Live card reads at readers of the plan; late ones are weighed with what was known when they were made. */
  readonly readers: ReadonlyMap<ReceivedEvent, Reader | undefined>;
  readonly givenUp: readonly GivenUp[];
  /** Who waits at the doors of these reads, and what is known now of each. */
  readonly waits: Waits;
  readonly waiting: readonly Reader[];
  /** Of those to whom a read gave something that its gateway gave up. */
  readonly pairs: Pick<SiteState, 'custody' | 'presence'>;
  /** Of persons an event is about without their card being read. */
  readonly found: PlacesFound;
  readonly told: readonly Told[];
  readonly gateways: ReadonlyMap<string, KnownGateway>;
  /** Alarms about how their gateways speak. */
  readonly openAlarms: readonly StandingAlarm[];
};

/**
 * Sends every question at once; on a pipelined connection they travel together, each sees what the head's lock settled.
 * Only where a gateway gave up reads do the places wait for whose they were, and where what was remembered of cards and doors is not so any
 * more they are looked at once more.
 */
export async function loadByKey(
  client: UnderHead,
  { siteId, lane, events, now }: Batch,
  rules: SiteRules | undefined,
  before: LooksBefore,
): Promise<KeyedFacts> {
  const reads = lane === 'live' && rules !== undefined ? readsIn(events, rules) : [];
  const doors = doorsIn(events, rules);
  const ways = [...new Set(reads.map(({ way }) => way))];
  const waitedAt = [...new Set(ways.flatMap((way) => (rules?.mayWait(way, now) ? [way.door.id] : [])))];
  const gatewayIds = [...new Set(events.map(({ caller }) => caller.gatewayId))];
  const companyIn = [...new Set(ways.flatMap(neverAloneZonesOf))];
  const abandoned = abandonedKeys(events);
  const givingUp = loadAbandoned(client, siteId, abandoned);
  const placesWith = (grants: readonly GivenUp[]) =>
    loadPlaces(client, siteId, {
      persons: grants.map(({ person }) => person),
      doors,
      zones: rules?.counted ?? [],
      companyIn,
    });
  const waitsOfThem = (given: readonly GivenUp[]) =>
    loadWaits(
      client,
      siteId,
      given.flatMap(({ verdict, person }) => (verdict === 'wait' ? [person] : [])),
    );
  const pairsOf = (given: readonly GivenUp[]) =>
    loadPairs(
      client,
      siteId,
      given.map(({ person }) => person),
    );
  const ofSite = loadSite(client, siteId, {
    tokenIds: [...new Set(events.map(({ caller }) => caller.tokenId))],
    doors,
    waitedAt,
    now,
  });
  const waits = ofSite.then((row) => row.waits);
  const asked = { shown: cardsOf(reads), doors: waitedAt, waits, now };
  const [site, seen, { readers, waiting }, givenUp, told, openAlarms, gateways, found, given, pairs] =
    await Promise.all([
      ofSite,
      loadSeen(client, siteId, events),
      loadReadersNow(client, siteId, asked, before),
      givingUp,
      loadTold(client, siteId, topicsAsked(events, rules)),
      loadOpenAlarms(client, siteId, gatewayIds),
      loadGateways(client, siteId, gatewayIds, unclearGateways(events, rules), now),
      abandoned.length === 0 ? placesWith([]) : givingUp.then(placesWith),
      abandoned.length === 0 ? waitsOfThem([]) : givingUp.then(waitsOfThem),
      abandoned.length === 0 ? pairsOf([]) : givingUp.then(pairsOf),
    ]);
  return {
    site,
    before: seen,
    readers: readersByEvent(reads, readers),
    givenUp,
    found,
    waits: given.size === 0 ? site.waits : inTurn([...site.waits, ...given]),
    pairs,
    waiting,
    told,
    openAlarms,
    gateways,
  };
}

/** Card reads at readers the plan knows: others are foreign, whoever's card it was. */
function readsIn(
  events: readonly ReceivedEvent[],
  rules: SiteRules,
): readonly (Read<ShownCard> & { readonly way: Way })[] {
  return events.flatMap((received) => {
    const event = eventOf(received);
    if (event?.kind !== 'card-read') return [];
    const way = rules.wayOf(event.reader)?.way;
    return way === undefined ? [] : [{ received, way, shown: shownOn(way, event) }];
  });
}

/** Whose texts may be kept: of gateways that said something unreadable, or of a place that is not known to be theirs. */
function unclearGateways(events: readonly ReceivedEvent[], rules: SiteRules | undefined): readonly string[] {
  const unclear = events.filter((received) => {
    const event = eventOf(received);
    if (event === undefined || received.faults !== undefined || received.undecidable) return true;
    return rules === undefined || foreignPlace(received, event, rules) !== undefined;
  });
  return [...new Set(unclear.map(({ caller }) => caller.gatewayId))];
}

function neverAloneZonesOf({ from, to }: Way): readonly string[] {
  return [from, to].flatMap(({ id, neverAlone }) => (neverAlone ? [id] : []));
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
    if (event.kind === 'pin-read') return rules.wayOf(event.reader)?.way.door.id ?? [];
    return 'door' in event && event.door !== undefined ? [event.door] : [];
  });
  return [...new Set(ids)];
}
