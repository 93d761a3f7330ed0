import type { PoolClient } from 'pg';
import type { Pool } from '../../../db/pool.ts';
import { sqlState } from '../../../db/sql-state.ts';
import type { Outcome } from '../../../gateways/receive-events.ts';
import type { Batch } from '../batch.ts';
import { asError } from './as-error.ts';
import { isolatePoison, type OnFault } from './isolate-poison.ts';
import { finishBatch, type Kept, type OpenBatch, openBatch, runBatch } from './run-batch.ts';

export type BatchesDeps = {
  /** Pipelined, with time-outs: a frozen instance must not hold a site. */
  readonly pool: Pool;
  readonly kept: Kept;
  readonly onFault: OnFault;
};

/** Where the batches of one site come from, and who hears of each: one outcome an event, or why there is none. */
export type Lane<Taken extends Batch> = {
  readonly take: () => Taken | undefined;
  readonly answered: (batch: Taken, result: readonly Outcome[] | Error) => void;
};

/** Runs the batches of one site one after the other, from `first` on, until `take` finds none waiting. */
export async function runBatches<Taken extends Batch>(
  deps: BatchesDeps,
  first: Taken | undefined,
  lane: Lane<Taken>,
): Promise<void> {
  let next = first;
  while (next !== undefined) next = await runOnOneConnection(deps, next, lane);
}

/** Ends when none waits, or when the connection is lost, with the batch that another one must run. */
async function runOnOneConnection<Taken extends Batch>(
  deps: BatchesDeps,
  first: Taken,
  { take, answered }: Lane<Taken>,
): Promise<Taken | undefined> {
  let client: PoolClient;
  try {
    client = await deps.pool.connect();
  } catch (error) {
    answered(first, asError(error));
    return take();
  }
  let batch = first;
  let open = openBatch(client, deps.kept, batch);
  for (;;) {
    const result = await finish(client, deps, open).catch(asError);
    const next = take();
    if (result instanceof Error) {
      client.release(result);
      answered(batch, result);
      return next;
    }
    // Before anybody is answered: the database reads for the next batch meanwhile.
    if (next !== undefined) open = openBatch(client, deps.kept, next);
    else client.release();
    answered(batch, result);
    if (next === undefined) return undefined;
    batch = next;
  }
}

const lockNotAvailable = '55P03';

/** Finishes a batch. One that waited for the head in vain is run once more: a frozen instance loses it after 2 s idle. */
function finish(
  client: PoolClient,
  { kept, onFault }: BatchesDeps,
  open: OpenBatch,
): Promise<readonly Outcome[]> {
  const run = (batch: Batch) => runBatch(client, kept, batch);
  const finishing = finishBatch(client, kept, open).catch((error: unknown) => {
    if (sqlState(error) !== lockNotAvailable) throw error;
    return run(open.batch);
  });
  return isolatePoison(open.batch, finishing, run, onFault);
}
