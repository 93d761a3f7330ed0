import { sqlState } from './sql-state.ts';

const lostConnection = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

/** What the driver and its pool say without a code, and what we say of a commit nobody knows the end of. */
const words =
  /connection (terminated|timeout|error)|timeout exceeded when trying|read timeout|instead of COMMIT/i;

/**
 * The database is away, stopping (57P0x), refusing (53xxx, 08xxx, 25006), too slow, or others hold what is needed (40P01,
 * 55P03): nothing can be recorded. Looks through causes, as the query builder hangs the driver's error on its own.
 */
export function isDatabaseLoss(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) {
    return lostConnection.has(state) || /^(08|53|57P0|25006|25P03|40P01|55P03|57014)/.test(state);
  }
  for (let one = error; one instanceof Error; one = one.cause) {
    if (words.test(one.message)) return true;
  }
  return false;
}
