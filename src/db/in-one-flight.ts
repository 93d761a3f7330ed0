import type { PoolClient } from 'pg';
import { sqlState } from './sql-state.ts';

/**
 * Runs `send`; the statements it hands to the driver before it first waits leave in one write. The driver writes each
 * by itself otherwise: as many system calls, and as many wake-ups of the server.
 */
export function inOneFlight<Value>({ connection: { stream } }: PoolClient, send: () => Value): Value {
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

const inFailedTransaction = '25P02';

/**
 * Waits for all statements of one flight, so that no failure goes unheard. Behind the one that fails PostgreSQL
 * refuses the rest: what is thrown is the cause, never a refusal that follows from it.
 */
export async function landed(flight: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(flight);
  const failures = outcomes.flatMap((outcome): unknown[] =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  );
  if (failures.length === 0) return;
  throw failures.find((failure) => sqlState(failure) !== inFailedTransaction) ?? failures[0];
}
