import type { Database } from '../db/pool.ts';
import { isAmongNetworks } from './is-among-networks.ts';
import type { Principal } from './principal.ts';
import { findSetting } from './settings/find-setting.ts';
import { withRolesResting } from './with-roles-resting.ts';

/** The principal as they may act from this address: 管理者権限 counts from the networks that the ministry lists (2.2.1.3(2)(c)(エ)). */
export async function restElsewhere(db: Database, principal: Principal, address: string): Promise<Principal> {
  const elsewhere = withRolesResting(principal, 'elsewhere');
  if (elsewhere === principal) return principal;
  const { value } = await findSetting(db, 'admin-networks');
  return isAmongNetworks(address, value.networks) ? principal : elsewhere;
}
