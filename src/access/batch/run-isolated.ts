import pg from 'pg';
import type { ReceivedEvent } from '../../gateways/gateway-post.ts';
import type { Outcome } from './decide-batch.ts';
import { type Batch, type BatchDeps, runBatch } from './run-batch.ts';

type OnFault = (error: unknown, context: { readonly siteId: string }) => void;

/**
 * Runs a batch; one that fails on data, or on a fault while deciding, is run again event by event, so that one
 * poisoned event harms no stranger. The offender is quarantined, and denied if someone waits. A deadline that cannot
 * be settled stays due and is told of, and the doors go on without it.
 */
export async function runIsolated(
  deps: BatchDeps,
  batch: Omit<Batch, 'settles'>,
  onFault: OnFault,
): Promise<readonly Outcome[]> {
  const { siteId } = batch;
  try {
    return await runBatch(deps, { ...batch, settles: true });
  } catch (error) {
    if (!isPoison(error) || batch.events.length === 0) throw error;
    onFault(error, { siteId });
  }
  const settles = await canSettle(deps, { ...batch, events: [], settles: true }, onFault);
  const outcomes: Outcome[] = [];
  for (const event of batch.events) {
    outcomes.push(...(await runAlone(deps, { ...batch, settles, events: [event] }, event)));
  }
  return outcomes;
}

async function canSettle(deps: BatchDeps, batch: Batch, onFault: OnFault): Promise<boolean> {
  try {
    await runBatch(deps, batch);
    return true;
  } catch (error) {
    if (!isPoison(error)) throw error;
    onFault(error, { siteId: batch.siteId });
    return false;
  }
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
