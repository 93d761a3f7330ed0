import type { PoolClient } from 'pg';
import { type Actor, actorText } from '../kernel/actor.ts';
import { isDatabaseLoss } from './is-database-loss.ts';
import { isOutdated } from './is-outdated.ts';
import { type Database, databaseOf, type Pool } from './pool.ts';
import { ProgramOutdated } from './program-outdated.ts';
import { sqlState } from './sql-state.ts';

/** A transaction in READ COMMITTED: a head locked by one statement is seen as it is by the next. */
export type Tx = { readonly client: PoolClient; readonly db: Database };

export type TxContext = { readonly actor: Actor; readonly requestId: string };

/**
 * SQL that says who acts ($1), until the transaction ends: to what the database itself weighs, and, behind the name of the pool, to
 * whoever looks at `pg_stat_activity` or reads the database's log (`%a`). A longer name would be cut with a notice.
 */
const sayActor = `set_config('sekisho.actor', $1, true),
  set_config('application_name', left(current_setting('application_name') || ' ' || $1, 63), true)`;

const deadlockDetected = '40P01';
const lockTimedOut = '55P03';
const deadlockTries = 3;

/** Others hold what was asked for: in a circle (a deadlock that came again), or for longer than one waits. */
export function isLockedOut(error: unknown): boolean {
  return [deadlockDetected, lockTimedOut].includes(sqlState(error) ?? '');
}

/**
 * Runs `work` in one transaction that says who acts and for which request; a deadlock is retried three times. Throws
 * `ProgramOutdated` where the database asks for a newer program.
 * `keep` tells whether its value may be committed: a refusal leaves nothing behind.
 */
export async function inTransaction<Value>(
  pool: Pool,
  context: TxContext,
  work: (tx: Tx) => Promise<Value>,
  keep: (value: Value) => boolean = () => true,
): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(pool, context, work, keep);
    } catch (error) {
      if (sqlState(error) !== deadlockDetected || tries === deadlockTries) throw error;
    }
  }
}

/** Nothing came back from the database: neither an answer nor a refusal. */
function isUnanswered(error: Error): boolean {
  return sqlState(error) === undefined && isDatabaseLoss(error);
}

async function attempt<Value>(
  pool: Pool,
  { actor, requestId }: TxContext,
  work: (tx: Tx) => Promise<Value>,
  keep: (value: Value) => boolean,
): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level read committed');
    const { rows } = await client.query<{ outdated: boolean }>(
      `select ${sayActor}, set_config('sekisho.request', $2, true), ${isOutdated} as outdated`,
      [actorText(actor), requestId],
    );
    if (rows[0]?.outdated !== false) throw new ProgramOutdated();
    const value = await work({ client, db: databaseOf(client) });
    await client.query(keep(value) ? 'commit' : 'rollback');
    return value;
  } catch (error) {
    // A database that says nothing would keep whoever waits for the rollback as long again: its session ends with the line.
    if (error instanceof Error && isUnanswered(error)) broken = error;
    else
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}
