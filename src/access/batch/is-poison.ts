import pg from 'pg';
import { isDatabaseLoss } from '../../db/is-database-loss.ts';

/** Bad or too much data (SQLSTATE 22, 23, 54) or a fault of ours. Anything else is the loss of the database. */
export function isPoison(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(22|23|54)/.test(error.code ?? '');
  return error instanceof Error && !('code' in error) && !isDatabaseLoss(error);
}
