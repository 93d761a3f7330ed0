import { inTransaction, type Tx } from '../../src/db/in-transaction.ts';
import type { Pool } from '../../src/db/pool.ts';
import { systemActor } from '../../src/kernel/actor.ts';
import { newId } from '../../src/kernel/ids.ts';

/** Writes rows that no act makes, in a transaction that says that the service acts: of persons and their rights none are written otherwise. */
export function asSystem<Value>(pool: Pool, write: (tx: Tx) => Promise<Value>): Promise<Value> {
  const context = { actor: systemActor, requestId: newId<'request'>() };
  return inTransaction(pool, context, write);
}
