import type { Database } from '../../db/pool.ts';
import { type ContractRow, findContract } from '../registry/contract-rows.ts';
import { type CardToReturn, loadCardsToReturn } from './load-cards-to-return.ts';

export type ContractWithCards = {
  readonly contract: ContractRow;
  readonly toReturn: readonly CardToReturn[];
};

/** A contract with the cards lent under it that have not come back. */
export async function findContractWithCards(
  db: Database,
  contractId: string,
): Promise<ContractWithCards | undefined> {
  const contract = await findContract(db, contractId);
  return contract && { contract, toReturn: await loadCardsToReturn(db, contractId) };
}
