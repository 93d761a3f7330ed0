import { networkOf } from '../../authority/network-of.ts';
import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import type { AccountRow } from '../accounts/account-rows.ts';
import { findWait } from './find-wait.ts';
import { laneOfNetwork } from './lane-of-account.ts';

/**
 * For how many seconds nothing more is looked at of what comes from an address; 0 = it is. Whoever is at home there is slowed by what is
 * guessed of them alone, and by nobody else in the building.
 */
export async function waitOfNetwork(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  account: Pick<AccountRow, 'signedInFrom'> | undefined,
  address: string,
): Promise<number> {
  const isKnown = account?.signedInFrom === networkOf(address);
  return isKnown ? 0 : findWait(databaseOf(pool), laneOfNetwork(address), clock.now());
}
