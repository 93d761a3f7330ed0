import type { ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { Head } from '../../../log/writing/place-entry.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { Companion } from '../../decide/escort/escort-fault.ts';
import type { RulesUsed } from '../../decide/facts/rules-used.ts';
import { keepsCompany } from '../../decide/keeps-company.ts';
import { isInForce, type RulesCache } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { Deadline } from '../../state/deadline.ts';
import type { Place } from '../../state/site-state.ts';
import type { Batch } from '../batch.ts';
import type { BatchFacts, GivenUp, ReadFacts } from '../batch-facts.ts';
import type { Reader } from '../reader-parts.ts';
import { abandonedKeys } from './load-abandoned.ts';
import { type KeyedFacts, loadByKey } from './load-by-key.ts';
import { loadCustodyTold } from './load-custody-told.ts';
import { loadDueAlarms } from './load-due-alarms.ts';
import { loadLate } from './load-late.ts';
import { loadParted } from './load-parted.ts';
import { loadPendingReads } from './load-pending-reads.ts';
import { loadDuePairs, loadDuePlaces } from './load-places.ts';
import { loadSettling } from './load-settling.ts';
import { loadDueWaits } from './load-waits.ts';
import type { LooksBefore } from './remember-looks.ts';
import { stateOf } from './state-of.ts';

/**
 * Makes the facts of a batch of what its first flight read by the rules `known` so far. Asks further only where those are
 * no longer in force, where events came late, and where something is due.
 */
export async function completeFacts(
  client: UnderHead,
  cache: RulesCache,
  { batch, head, known, first }: FirstFlight,
  before: LooksBefore,
): Promise<BatchFacts> {
  const { siteId, withDue } = batch;
  const rules = isInForce(known, head) ? known : await cache.load(client, siteId);
  const keyed = rules === known ? first : await loadByKey(client, batch, rules, before);
  const { site, before: seenBefore, givenUp } = keyed;
  const rulesUsed = { policy: rules.policy, site: rules.rulesSeq, ministry: site.ministrySeq };
  const live = batch.lane === 'live';
  const reads = live
    ? readsNow(keyed, rules, rulesUsed)
    : await loadLate(client, siteId, batch.events, batch.grounds, rules);
  const due = withDue ? site.due : [];
  const dueFor = await loadDuePlaces(client, siteId, due);
  const duePairs = await loadDuePairs(client, siteId, due);
  const dueParted = await loadParted(client, siteId, due, batch.now);
  const dueWaits = await loadDueWaits(client, siteId, due);
  const alarms = [...keyed.openAlarms, ...(await loadDueAlarms(client, siteId, due))];
  const read = [...reads.values()].map(({ reader, late }) => reader ?? late?.readerNow);
  const readers = [...read, ...keyed.waiting].flatMap((reader) => reader ?? []);
  const escorts = readers.flatMap((reader) => reader.escorts ?? []);
  const works = readers.flatMap((reader) => reader.works ?? []);
  const placesBeside = [...escorts, ...works, dueParted].flatMap((one) => [...one.places]);
  const places = new Map([
    ...placesBeside,
    ...duePairs.presence,
    ...keyed.pairs.presence,
    ...placesOf(readers),
    ...keyed.found.places,
    ...dueFor,
  ]);
  const custody = new Map([...escorts, dueParted, duePairs, keyed.pairs].flatMap((one) => [...one.custody]));
  return {
    live,
    rules,
    rulesUsed,
    liveTokens: new Set(site.liveTokens),
    seen: seenBefore.seen,
    numbers: await loadSettling(client, siteId, seenBefore, due),
    givenUp,
    custodyTold: await loadCustodyTold(client, siteId, custody, undoneReads(batch, givenUp, due)),
    told: keyed.told,
    pendingReads: await loadPendingReads(client, siteId, batch.events, keyed.told),
    reads,
    unknownReads: site.unknownReads,
    waiting: byPerson(keyed.waiting),
    companions: companionsAmong(readers),
    company: new Set([...keyed.found.company, ...companyAmong(readers)]),
    due,
    parted: dueParted.parted,
    gateways: keyed.gateways,
    state: {
      ...stateOf(site, places, new Map([...keyed.waits, ...dueWaits]), alarms),
      custody,
    },
  };
}

/** When the reads were made that led nobody through, or later: a passage that nobody took was granted before it was over. */
function undoneReads(
  { events, now }: Batch,
  givenUp: readonly GivenUp[],
  due: readonly Deadline[],
): readonly Date[] {
  return [
    ...(abandonedKeys(events).length === 0 ? [] : [now]),
    ...givenUp.map(({ at }) => at),
    ...due.flatMap(({ kind, dueAt }) => (kind === 'passage-not-taken' ? [dueAt] : [])),
  ];
}

/** What the first flight of a batch brought back. */
export type FirstFlight = {
  readonly batch: Batch;
  readonly head: Head;
  /** The rules its questions were put by; undefined = none were kept. */
  readonly known: SiteRules | undefined;
  readonly first: KeyedFacts;
};

function readsNow(
  { readers }: KeyedFacts,
  rules: SiteRules,
  rulesUsed: RulesUsed,
): ReadonlyMap<ReceivedEvent, ReadFacts> {
  return new Map(
    [...readers].map(([received, reader]) => [received, { rules, rulesUsed, reader, late: undefined }]),
  );
}

function byPerson(readers: readonly Reader[]): ReadonlyMap<string, Reader> {
  return new Map(
    readers.flatMap((reader) =>
      reader.holder.person === undefined ? [] : [[reader.holder.person.id, reader]],
    ),
  );
}

/** Where whoever reads, or waits, is. */
function* placesOf(readers: readonly Reader[]): Iterable<readonly [string, Place]> {
  for (const { holder, place } of readers) {
    if (holder.person !== undefined && place !== undefined) yield [holder.person.id, place];
  }
}

/** Who of them keeps others company: they may be in such a zone before the batch is over. */
function* companyAmong(readers: readonly Reader[]): Iterable<string> {
  for (const {
    holder: { person },
  } of readers) {
    if (person !== undefined && keepsCompany(person)) yield person.id;
  }
}

/** Whoever may be an escort at these doors: those who read, and those who passed lately. */
function companionsAmong(readers: readonly Reader[]): ReadonlyMap<string, Companion> {
  const passers = readers.flatMap(({ escorts }) => escorts?.passers ?? []);
  const reading = readers.flatMap(({ holder: { person } }) => person ?? []);
  return new Map([...passers, ...reading].map((one) => [one.id, one]));
}
