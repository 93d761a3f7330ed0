import { sqlState } from './transaction.ts';

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
