import type { Database } from '../../db/pool.ts';
import { type ContractRow, findContract } from '../registry/contract-rows.ts';
import { type CardToReturn, loadCardsToReturn } from './load-cards-to-return.ts';
import { loadPermissionsOutside, type PermissionOutside } from './load-permissions-outside.ts';

export type WholeContract = {
  readonly contract: ContractRow;
  readonly toReturn: readonly CardToReturn[];
  readonly outside: readonly PermissionOutside[];
};

/** A contract with the cards lent under it that have not come back, and the permissions that reach beyond it. */
export async function findWholeContract(
  db: Database,
  contractId: string,
  now: Date,
): Promise<WholeContract | undefined> {
  const contract = await findContract(db, contractId);
  if (contract === undefined) return undefined;
  const toReturn = await loadCardsToReturn(db, contractId);
  return { contract, toReturn, outside: await loadPermissionsOutside(db, contract, now) };
}
