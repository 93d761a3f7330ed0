import type { QueryResultRow } from 'pg';
import { inOneFlight, landed } from './in-one-flight.ts';
import type { Pool } from './pool.ts';

/** A statement that each connection prepares under this name. */
export type NamedStatement = {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
};

/** An order that is asked for comes from an index: what the planner believes of a month that was empty when it planned says little. */
const settings = {
  name: 'plan-once',
  text: `
    select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_sort', 'off', true),
      set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`,
} as const;

/**
 * Runs a statement by one plan for whatever values it is given, which each connection makes once. Planning over the months of
 * many years takes several times what the statement itself takes; the months that the values leave out are not even opened.
 * For statements whose every table is found by an index.
 */
export async function byOnePlan<Row extends QueryResultRow>(
  pool: Pool,
  { name, text, values }: NamedStatement,
): Promise<readonly Row[]> {
  const client = await pool.connect();
  try {
    const flight = inOneFlight(client, () => ({
      begun: client.query('begin read only'),
      planned: client.query(settings),
      asked: client.query<Row>({ name, text, values: [...values] }),
      ended: client.query('commit'),
    }));
    await landed(Object.values(flight));
    const { rows } = await flight.asked;
    client.release();
    return rows;
  } catch (error) {
    // Whatever became of its transaction, nobody else is given this connection.
    client.release(true);
    throw error;
  }
}
