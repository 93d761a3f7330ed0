import pg from 'pg';
import type { ReceivedEvent } from '../../gateways/gateway-post.ts';
import type { Outcome } from './decide-batch.ts';
import { type Batch, type BatchDeps, runBatch } from './run-batch.ts';

/**
 * Runs a batch; one that fails on data, or on a fault while deciding, is run again event by event, so that one
 * poisoned event harms no stranger. The offender is quarantined, and denied if someone waits.
 */
export async function runIsolated(
  deps: BatchDeps,
  batch: Batch,
  onFault: (error: unknown, context: { readonly siteId: string }) => void,
): Promise<readonly Outcome[]> {
  try {
    return await runBatch(deps, batch);
  } catch (error) {
    if (!isPoison(error) || batch.events.length === 0) throw error;
    onFault(error, { siteId: batch.siteId });
  }
  const outcomes: Outcome[] = [];
  for (const event of batch.events)
    outcomes.push(...(await runAlone(deps, { ...batch, events: [event] }, event)));
  return outcomes;
}

async function runAlone(deps: BatchDeps, batch: Batch, event: ReceivedEvent): Promise<readonly Outcome[]> {
  try {
    return await runBatch(deps, batch);
  } catch (error) {
    if (!isPoison(error)) throw error;
    return runBatch(deps, {
      ...batch,
      events: [{ ...event, event: undefined, fault: 'could not be decided' }],
    });
  }
}

/** Bad data (SQLSTATE 22, 23) or a fault of ours. Anything else from the driver or a socket is the loss of the database. */
function isPoison(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^2[23]/.test(error.code ?? '');
  return error instanceof Error && !('code' in error) && !isConnectionLoss(error);
}

function isConnectionLoss({ message }: Error): boolean {
  return /connection|timeout|not queryable|COMMIT/i.test(message);
}
