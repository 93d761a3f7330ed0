import type { PoolClient } from 'pg';
import { inOneFlight } from '../../../db/in-one-flight.ts';
import type { Outcome, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { Head } from '../../../log/place-entry.ts';
import { takeHeads } from '../../../log/take-heads.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import { decideBatch } from '../answer/decide-batch.ts';
import { DraftLog } from '../answer/draft-log.ts';
import { settleDue } from '../answer/settle-due.ts';
import { type BatchFacts, loadBatch, withPlaces } from '../read/load-batch.ts';
import { loadLate, type WorldReading } from '../read/load-late.ts';
import { loadDuePlaces } from '../read/load-places.ts';
import { writeBatch } from '../write/write-batch.ts';

export type Batch = {
  readonly siteId: string;
  readonly lane: 'live' | 'late';
  readonly events: readonly ReceivedEvent[];
  readonly now: Date;
  /** False leaves what is due where it is: only while a deadline that cannot be settled would hold up the doors. */
  readonly withDue: boolean;
};

/** A batch whose transaction has begun: the head is asked for, and what its events need is being read. */
export type OpenBatch = {
  readonly batch: Batch;
  /** The rules the questions were put by; the head tells whether they still hold. */
  readonly known: SiteRules | undefined;
  readonly reading: Promise<{ readonly head: Head | undefined; readonly facts: BatchFacts }>;
};

/** Opens one READ COMMITTED transaction: takes the head and asks for what the events need. Waits for nothing. */
export function openBatch(client: PoolClient, cache: RulesCache, batch: Batch): OpenBatch {
  const { siteId, lane, events, now } = batch;
  const known = cache.get(siteId);
  const reading = inOneFlight(client, () =>
    Promise.all([
      client.query('begin'),
      takeHeads(client, [siteId]),
      loadBatch(client, siteId, lane, events, known, now),
    ]),
  ).then(([, [head], facts]) => ({ head, facts }));
  // Whoever finishes the batch hears of a failure; until then nobody listens.
  reading.catch(() => undefined);
  return { batch, known, reading };
}

/**
 * Settles what is due, decides in order, writes, commits. Resolves only after the commit (I1); what it throws has left
 * nothing behind, or lost the connection while committing: then the gateway's repeat will tell.
 */
export async function finishBatch(
  client: PoolClient,
  cache: RulesCache,
  open: OpenBatch,
): Promise<readonly Outcome[]> {
  try {
    return await decideAndWrite(client, cache, open);
  } catch (error) {
    // Where the connection is lost there is nothing left to roll back.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Opens and finishes a batch. */
export function runBatch(client: PoolClient, cache: RulesCache, batch: Batch): Promise<readonly Outcome[]> {
  return finishBatch(client, cache, openBatch(client, cache, batch));
}

async function decideAndWrite(
  client: PoolClient,
  cache: RulesCache,
  { batch, known, reading }: OpenBatch,
): Promise<readonly Outcome[]> {
  const { siteId, lane, events, now, withDue } = batch;
  const { head, facts: first } = await reading;
  if (head === undefined) throw new Error(`no head for site ${siteId}`);
  const inForce = known?.epoch === head.epoch && known.rulesSeq === head.rulesSeq ? known : undefined;
  const rules = inForce ?? (await cache.load(client, siteId));
  const facts = rules === known ? first : await loadBatch(client, siteId, lane, events, rules, now);
  const world =
    lane === 'live' ? liveWorld(facts, rules) : await loadLate(client, siteId, events, rules, cache);
  const due = withDue ? facts.site.due : [];
  const dueFor = await loadDuePlaces(client, siteId, due);
  const log = new DraftLog(head, withPlaces(facts.state, [...world.places, ...dueFor]), now);
  settleDue(log, due, rules.plan);
  const decisions = decideBatch(log, events, {
    ...world,
    live: lane === 'live',
    rules,
    ministrySeq: facts.site.ministrySeq,
    seen: facts.seen,
    liveTokens: new Set(facts.site.liveTokens),
    doorSince: new Map(facts.site.doors.map(({ doorId, since }) => [doorId, since])),
    givenUp: facts.givenUp,
  });
  await inOneFlight(client, () => writeBatch(client, siteId, log, due, events, decisions));
  return decisions.outcomes;
}

function liveWorld(facts: BatchFacts, rules: SiteRules): WorldReading {
  return {
    places: [],
    rulesFor: () => rules,
    holderOf: (received) => facts.holders.get(received),
  };
}
