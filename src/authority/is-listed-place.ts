import type { Database } from '../db/pool.ts';
import { isAmongNetworks } from './is-among-networks.ts';
import type { Presented } from './principal.ts';
import { findSetting } from './settings/find-setting.ts';

/** From where a request comes: its address, and what its browser shows of being a console. */
export type Whence = {
  readonly address: string;
  readonly console: Pick<Presented, 'tokenId' | 'hash'> | undefined;
};

/** Where somebody is: at an address, and at a console in use where that is by its secret. */
export type Whereabouts = { readonly address: string; readonly consoleSecret: string | undefined };

/** Whether administrators may act from there: from this machine, a network that the ministry lists, or a console (2.2.1.3(2)(c)(エ)). */
export async function isListedPlace(db: Database, { address, consoleSecret }: Whereabouts): Promise<boolean> {
  if (consoleSecret !== undefined) return true;
  const { value } = await findSetting(db, 'admin-networks');
  return isAmongNetworks(address, value.networks);
}
