import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { holdEntry } from '../../zones/registers/hold-entry.ts';
import { type KeyRow, lockKey } from './key-rows.ts';
import { lendsKeys, notTheirKey } from './lends-keys.ts';

/** Locks a key for whoever lends it, before any head; nobody lends to themselves, nor takes back what they have (I8). */
export async function holdKey(
  tx: ActTx,
  context: ActContext,
  siteId: string,
  keyId: string,
  borrower?: string,
): Promise<Result<KeyRow, Refusal>> {
  const { principal } = context;
  const held = await holdEntry(tx, context, siteId, await lockKey(tx, siteId, keyId));
  if (!held.ok) return held;
  const { zoneId, holderId } = held.value;
  const owners = await loadOwnersOfAct(tx.db, principal.actor);
  const isOwn = [borrower, holderId].some((one) => one != null && owners.has(one));
  return lendsKeys(principal, siteId, zoneId) && !isOwn ? held : refuse(notTheirKey);
}
