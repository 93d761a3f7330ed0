import type { Pool } from './pool.ts';

/**
 * Gathers the statistics of tables that a bulk act has filled; after its commit. Until somebody does, plans are made as if
 * the tables were as they were before, for all connections.
 */
export async function analyzeTables(pool: Pool, tables: readonly string[]): Promise<void> {
  await pool.query('select analyze_tables($1)', [tables]);
}
