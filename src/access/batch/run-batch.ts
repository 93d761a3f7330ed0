import type { PoolClient } from 'pg';
import type { Pool } from '../../db/pool.ts';
import type { ReceivedEvent } from '../../gateways/gateway-post.ts';
import { takeHeads } from '../../log/heads.ts';
import { decideBatch, type Outcome } from './decide-batch.ts';
import { DraftLog } from './draft-log.ts';
import { type BatchFacts, cardText, loadBatch, withPlaces } from './load-batch.ts';
import { loadLate, type WorldReading } from './load-late.ts';
import { loadEverybody } from './load-places.ts';
import type { RulesCache } from './rules-cache.ts';
import { settleDue } from './settle-due.ts';
import type { SiteRules } from './site-rules.ts';
import { writeBatch } from './write-batch.ts';

export type BatchDeps = {
  /** Pipelined, with time-outs: a frozen instance must not hold a site. */
  readonly pool: Pool;
  readonly rules: RulesCache;
};

export type Batch = {
  readonly siteId: string;
  readonly lane: 'live' | 'late';
  readonly events: readonly ReceivedEvent[];
  readonly now: Date;
  /** False leaves what is due where it is: only while a deadline that cannot be settled would hold up the doors. */
  readonly settles: boolean;
};

/**
 * One READ COMMITTED transaction: take the head, read what the events need, settle what is due, decide in order,
 * write, commit. Resolves only after the commit (I1); what it throws has left nothing behind, or lost the connection
 * while committing: then the gateway's repeat will tell.
 */
export async function runBatch(deps: BatchDeps, batch: Batch): Promise<readonly Outcome[]> {
  const client = await deps.pool.connect();
  let broken: Error | undefined;
  try {
    return await transact(client, deps, batch);
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function transact(
  client: PoolClient,
  { rules: cache }: BatchDeps,
  { siteId, lane, events, now, settles }: Batch,
): Promise<readonly Outcome[]> {
  const known = cache.get(siteId);
  const [, [head], first] = await Promise.all([
    client.query('begin'),
    takeHeads(client, [siteId]),
    loadBatch(client, siteId, lane, events, known, now),
  ]);
  if (head === undefined) throw new Error(`no head for site ${siteId}`);
  const rules = known?.rulesSeq === head.rulesSeq ? known : await cache.load(client, siteId);
  const facts = rules === known ? first : await loadBatch(client, siteId, lane, events, rules, now);
  const world =
    lane === 'live' ? liveWorld(facts, rules) : await loadLate(client, siteId, events, rules, cache, now);
  const due = settles ? facts.site.due : [];
  const resets = due.some(({ kind }) => kind === 'presence-reset');
  const everybody = resets ? await loadEverybody(client, siteId) : [];
  const log = new DraftLog(head, withPlaces(facts.state, [...world.places, ...everybody]), now);
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
  await writeBatch(client, siteId, log, due, events, decisions);
  return decisions.outcomes;
}

function liveWorld(facts: BatchFacts, rules: SiteRules): WorldReading {
  return {
    places: [],
    rulesFor: () => rules,
    holderOf: ({ event }: ReceivedEvent) =>
      event?.kind === 'card-read' && event.card !== undefined
        ? facts.holders.get(cardText(event.card))
        : undefined,
  };
}
