import type { PoolClient } from 'pg';
import type { Pool } from '../../../db/pool.ts';
import type { Outcome } from '../../../gateways/receive-events.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import { finishIsolated, type Isolation } from './finish-isolated.ts';
import { type Batch, openBatch } from './run-batch.ts';

export type BatchesDeps = {
  /** Pipelined, with time-outs: a frozen instance must not hold a site. */
  readonly pool: Pool;
  readonly rules: RulesCache;
  readonly onFault: Isolation['onFault'];
};

/** A batch and whoever waits for it: one outcome an event, or why there is none. */
export type BatchInHand = {
  readonly batch: Batch;
  readonly settle: (result: readonly Outcome[] | Error) => void;
};

/** Runs the batches of one site one after the other, until `take` finds none waiting. */
export async function runBatches(deps: BatchesDeps, take: () => BatchInHand | undefined): Promise<void> {
  let next = take();
  while (next !== undefined) next = await runOnOneConnection(deps, next, take);
}

/** Ends when none waits, or when the connection is lost, with the batch that another one must run. */
async function runOnOneConnection(
  { pool, rules, onFault }: BatchesDeps,
  first: BatchInHand,
  take: () => BatchInHand | undefined,
): Promise<BatchInHand | undefined> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    first.settle(asError(error));
    return take();
  }
  let inHand = first;
  let open = openBatch(client, rules, inHand.batch);
  for (;;) {
    const result = await finishIsolated({ client, rules, onFault }, open).catch(asError);
    const next = take();
    if (result instanceof Error) {
      client.release(result);
      inHand.settle(result);
      return next;
    }
    // Before anybody is answered: the database reads for the next batch meanwhile.
    if (next !== undefined) open = openBatch(client, rules, next.batch);
    else client.release();
    inHand.settle(result);
    if (next === undefined) return undefined;
    inHand = next;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
