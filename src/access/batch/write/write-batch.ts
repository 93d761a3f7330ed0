import type { PoolClient } from 'pg';
import { landed } from '../../../db/in-one-flight.ts';
import { appendEntries } from '../../../log/writing/append-entries.ts';
import type { Deadline } from '../../state/deadline.ts';
import { saveEffects } from '../../state/save-effects.ts';
import type { BatchDecisions } from '../answer/decide-batch.ts';
import type { DraftLog } from '../answer/draft/draft-log.ts';
import type { NumberChanges } from '../answer/gateways/numbers-seen.ts';
import { writeHeard } from './write-heard.ts';
import { writeHoles } from './write-holes.ts';
import { writeConflict, writeReceipts } from './write-receipts.ts';

/**
 * Writes what a batch decided and commits, all in one flight; throws if anything of it did not become durable. The commit is
 * sent only after everything else was: half a batch would be worse than none.
 */
export async function writeBatch(
  client: PoolClient,
  siteId: string,
  log: DraftLog,
  due: readonly Deadline[],
  decisions: BatchDecisions,
  numbers: NumberChanges,
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  try {
    for (const write of sendWrites(client, siteId, log, due, decisions, numbers)) sent.push(write);
  } catch (error) {
    await Promise.allSettled(sent);
    throw error;
  }
  const committed = client.query('commit');
  await landed([...sent, committed]);
  const { command } = await committed;
  if (command !== 'COMMIT') throw new Error(`the batch was answered ${command} instead of COMMIT`);
}

/** Sends one write after the other, each when it is asked for. */
function* sendWrites(
  client: PoolClient,
  siteId: string,
  { placed, head, state, quarantined, deadlines, now }: DraftLog,
  due: readonly Deadline[],
  { receipts, conflicts, heard }: BatchDecisions,
  numbers: NumberChanges,
): Iterable<Promise<unknown>> {
  for (const kind of new Set(due.map((deadline) => deadline.kind)))
    yield deleteDeadlines(client, siteId, kind, due);
  if (deadlines.length > 0) yield setDeadlines(client, siteId, deadlines);
  if (placed.length > 0) {
    yield appendEntries(client, placed, [head]);
    const recorded = placed.map(({ entry, head: { recordedAt } }) => ({
      seq: entry.seq,
      at: recordedAt,
      effects: entry.effects,
    }));
    yield saveEffects(client, siteId, recorded, state);
  }
  if (quarantined.length > 0) yield writeQuarantined(client, siteId, quarantined, now);
  if (numbers.buffers.length > 0) yield writeReceipts(client, siteId, receipts, numbers.buffers, now);
  yield* writeHoles(client, siteId, numbers, now);
  for (const conflict of conflicts) yield writeConflict(client, conflict, now);
  if (heard.length > 0) yield writeHeard(client, siteId, heard, now);
}

/** Those of one kind: a join on `unnest` would read every deadline of the site. */
function deleteDeadlines(
  client: PoolClient,
  siteId: string,
  kind: string,
  due: readonly Deadline[],
): Promise<unknown> {
  const refs = due.flatMap((deadline) => (deadline.kind === kind ? [deadline.ref] : []));
  return client.query({
    name: 'delete-deadlines',
    text: 'delete from deadlines where site_id = $1 and kind = $2 and ref = any($3::text[])',
    values: [siteId, kind, refs],
  });
}

/** Of those of one kind and ref the last stands. */
function setDeadlines(client: PoolClient, siteId: string, all: readonly Deadline[]): Promise<unknown> {
  const deadlines = [...new Map(all.map((one) => [`${one.kind} ${one.ref}`, one])).values()];
  return client.query({
    name: 'set-deadlines',
    text: `
      insert into deadlines (site_id, kind, ref, due_at)
      select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[])
      on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
    values: [
      siteId,
      deadlines.map(({ kind }) => kind),
      deadlines.map(({ ref }) => ref),
      deadlines.map(({ dueAt }) => dueAt),
    ],
  });
}

function writeQuarantined(
  client: PoolClient,
  siteId: string,
  quarantined: DraftLog['quarantined'],
  now: Date,
): Promise<unknown> {
  return client.query({
    name: 'write-quarantined',
    text: `
      insert into quarantined_events (site_id, recorded_at, seq, gateway_id, received, fault)
      select $1, $2, * from unnest($3::int8[], $4::text[], $5::text[], $6::text[])`,
    values: [
      siteId,
      now,
      quarantined.map(({ seq }) => seq),
      quarantined.map(({ gatewayId }) => gatewayId),
      quarantined.map(({ received }) => received),
      quarantined.map(({ fault }) => fault),
    ],
  });
}
