import type { Outcome, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { Batch } from '../batch.ts';
import { isPoison } from '../is-poison.ts';

export type OnFault = (error: unknown, context: { readonly siteId: string }) => void;

/** Runs one batch from its opening to its commit. */
export type RunBatch = (batch: Batch) => Promise<readonly Outcome[]>;

/**
 * Answers what `finishing` answers. Where it fails on data, or on a fault while deciding, the batch is run again event by
 * event: one poisoned event harms no stranger.
 */
export async function isolatePoison(
  batch: Batch,
  finishing: Promise<readonly Outcome[]>,
  run: RunBatch,
  onFault: OnFault,
): Promise<readonly Outcome[]> {
  try {
    return await finishing;
  } catch (error) {
    if (!isPoison(error) || batch.events.length === 0) throw error;
    onFault(error, batch);
    return runApart(batch, run, onFault);
  }
}

/**
 * The offender is quarantined, and denied if someone waits. A deadline that cannot be settled stays due and is told of, and
 * the doors go on without it.
 */
async function runApart(batch: Batch, run: RunBatch, onFault: OnFault): Promise<readonly Outcome[]> {
  const withDue = await canSettleDue(batch, run, onFault);
  const outcomes: Outcome[] = [];
  for (const event of batch.events) outcomes.push(...(await runAlone({ ...batch, withDue }, event, run)));
  return outcomes;
}

async function canSettleDue(batch: Batch, run: RunBatch, onFault: OnFault): Promise<boolean> {
  try {
    await run({ ...batch, events: [] });
    return true;
  } catch (error) {
    if (!isPoison(error)) throw error;
    onFault(error, batch);
    return false;
  }
}

async function runAlone(batch: Batch, event: ReceivedEvent, run: RunBatch): Promise<readonly Outcome[]> {
  try {
    return await run({ ...batch, events: [event] });
  } catch (error) {
    if (!isPoison(error)) throw error;
    return run({ ...batch, events: [{ ...event, undecidable: true }] });
  }
}
