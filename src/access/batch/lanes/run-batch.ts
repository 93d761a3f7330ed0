import type { PoolClient } from 'pg';
import { beginAs } from '../../../db/begin-as.ts';
import { inOneFlight } from '../../../db/in-one-flight.ts';
import type { Outcome } from '../../../gateways/receive-events.ts';
import { type Actor, systemActor } from '../../../kernel/actor.ts';
import type { Head } from '../../../log/writing/place-entry.ts';
import { takeHeads, type UnderHead } from '../../../log/writing/take-heads.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import { decideBatch } from '../answer/decide-batch.ts';
import { DraftLog } from '../answer/draft/draft-log.ts';
import { NumbersSeen } from '../answer/gateways/numbers-seen.ts';
import { settleDue } from '../answer/settle-due.ts';
import type { Batch } from '../batch.ts';
import { completeFacts } from '../read/complete-facts.ts';
import { type KeyedFacts, loadByKey } from '../read/load-by-key.ts';
import type { LooksBefore } from '../read/remember-looks.ts';
import { writeBatch } from '../write/write-batch.ts';

/** What is kept between batches. */
export type Kept = {
  readonly rules: RulesCache;
  /** Says what need not be asked at once, and never what is so. */
  readonly before: LooksBefore;
};

/** A batch whose transaction has begun: the head is asked for, and what its events need is being read. */
export type OpenBatch = {
  readonly batch: Batch;
  readonly underHead: UnderHead;
  /** The rules the questions were put by; the head tells whether they still hold. */
  readonly known: SiteRules | undefined;
  readonly reading: Promise<readonly [begun: unknown, heads: readonly Head[], first: KeyedFacts]>;
};

/** Opens one READ COMMITTED transaction: takes the head and asks for what the events need. Waits for nothing. */
export function openBatch(client: PoolClient, { rules, before }: Kept, batch: Batch): OpenBatch {
  const { siteId } = batch;
  const known = rules.get(siteId);
  const { underHead, reading } = inOneFlight(client, () => {
    const begun = beginAs(client, actorsOf(batch));
    const taken = takeHeads(client, [siteId]);
    const first = loadByKey(taken.client, batch, known, before);
    return { underHead: taken.client, reading: Promise.all([begun, taken.heads, first]) };
  });
  // Whoever finishes the batch hears of a failure; until then nobody listens.
  reading.catch(() => undefined);
  return { batch, underHead, known, reading };
}

/** Who makes a batch do something: the gateways that told of its events; the service itself where only something is due. */
function actorsOf({ events }: Batch): readonly Actor[] {
  const gateways = new Set(events.map(({ caller }) => caller.gatewayId));
  return gateways.size === 0 ? [systemActor] : [...gateways].map((id) => ({ type: 'machine', id }));
}

/**
 * Settles what is due, decides in order, writes, commits. Resolves only after the commit (I1); what it throws has left
 * nothing behind, or lost the connection while committing: then the gateway's repeat will tell.
 */
export async function finishBatch(
  client: PoolClient,
  kept: Kept,
  open: OpenBatch,
): Promise<readonly Outcome[]> {
  try {
    return await decideAndWrite(client, kept, open);
  } catch (error) {
    // Where the connection is lost there is nothing left to roll back.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Opens and finishes a batch. */
export function runBatch(client: PoolClient, kept: Kept, batch: Batch): Promise<readonly Outcome[]> {
  return finishBatch(client, kept, openBatch(client, kept, batch));
}

async function decideAndWrite(
  client: PoolClient,
  { rules, before }: Kept,
  { batch, underHead, known, reading }: OpenBatch,
): Promise<readonly Outcome[]> {
  const { siteId, events, now, listeningSince } = batch;
  const [, [head], first] = await reading;
  if (head === undefined) throw new Error(`no head for site ${siteId}`);
  const facts = await completeFacts(underHead, rules, { batch, head, known, first }, before);
  const log = new DraftLog(head, facts.state, now);
  const numbers = new NumbersSeen(facts.numbers, log.now);
  const { rules: inForce, parted, custodyTold } = facts;
  settleDue(log, facts.due, { rules: inForce, parted, custodyTold, numbers, listeningSince });
  const decisions = decideBatch(log, events, facts, numbers);
  before.changed(siteId, log.state);
  await inOneFlight(client, () => writeBatch(client, siteId, log, facts.due, decisions, numbers.changes));
  return decisions.outcomes;
}
