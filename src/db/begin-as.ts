import type { PoolClient } from 'pg';
import { type Actor, actorText } from '../kernel/actor.ts';

/**
 * Begins a READ COMMITTED transaction that says for whom it acts, in one message: a statement of its own would be one more
 * for each batch of the doors.
 */
export function beginAs(client: PoolClient, actors: readonly Actor[]): Promise<unknown> {
  const words = client.escapeLiteral(actors.map(actorText).join(' '));
  return client.query(`begin; set local sekisho.actor = ${words}`);
}
