import pg, { type PoolClient } from 'pg';
import { sqlState } from '../../../db/in-transaction.ts';
import { isDatabaseLoss } from '../../../db/is-database-loss.ts';
import type { Outcome, ReceivedEvent } from '../../../gateways/receive-events.ts';
import { refuse } from '../../../kernel/result.ts';
import type { RulesCache } from '../../rules/rules-cache.ts';
import { type Batch, finishBatch, type OpenBatch, openBatch } from './run-batch.ts';

type OnFault = (error: unknown, context: { readonly siteId: string }) => void;

/** The connection a batch runs on, and what a fault of its data is told to. */
export type Isolation = {
  readonly client: PoolClient;
  readonly rules: RulesCache;
  readonly onFault: OnFault;
};

const lockNotAvailable = '55P03';

/**
 * Finishes a batch. One that waited for the head in vain tries once more: a frozen instance loses it after 2 s idle. One
 * that fails on data, or on a fault while deciding, is run again event by event, so that one poisoned event harms no
 * stranger.
 */
export async function finishIsolated(isolation: Isolation, open: OpenBatch): Promise<readonly Outcome[]> {
  const { client, rules, onFault } = isolation;
  try {
    return await finishBatch(client, rules, open).catch((error: unknown) => {
      if (sqlState(error) !== lockNotAvailable) throw error;
      return run(isolation, open.batch);
    });
  } catch (error) {
    if (!isPoison(error) || open.batch.events.length === 0) throw error;
    onFault(error, open.batch);
    return runApart(isolation, open.batch);
  }
}

/**
 * The offender is quarantined, and denied if someone waits. A deadline that cannot be settled stays due and is told of, and
 * the doors go on without it.
 */
async function runApart(isolation: Isolation, batch: Batch): Promise<readonly Outcome[]> {
  const settles = await canSettle(isolation, { ...batch, events: [] });
  const outcomes: Outcome[] = [];
  for (const event of batch.events) {
    outcomes.push(...(await runAlone(isolation, { ...batch, settles, events: [event] }, event)));
  }
  return outcomes;
}

async function canSettle(isolation: Isolation, batch: Batch): Promise<boolean> {
  try {
    await run(isolation, batch);
    return true;
  } catch (error) {
    if (!isPoison(error)) throw error;
    isolation.onFault(error, batch);
    return false;
  }
}

async function runAlone(
  isolation: Isolation,
  batch: Batch,
  event: ReceivedEvent,
): Promise<readonly Outcome[]> {
  try {
    return await run(isolation, batch);
  } catch (error) {
    if (!isPoison(error)) throw error;
    return run(isolation, {
      ...batch,
      events: [{ ...event, content: refuse('could not be decided') }],
    });
  }
}

function run({ client, rules }: Isolation, batch: Batch): Promise<readonly Outcome[]> {
  return finishBatch(client, rules, openBatch(client, rules, batch));
}

/** Bad or too much data (SQLSTATE 22, 23, 54) or a fault of ours. Anything else is the loss of the database. */
function isPoison(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(22|23|54)/.test(error.code ?? '');
  return error instanceof Error && !('code' in error) && !isDatabaseLoss(error);
}
