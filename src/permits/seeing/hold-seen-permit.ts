import type { Principal } from '../../authority/principal.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { lockPermit, type PermitRow } from '../registry/permit-rows.ts';
import { isPermitSeen } from './is-permit-seen.ts';
import { loadPermitsSeen } from './load-permits-seen.ts';

/**
 * Locks the permit that an act is about; undefined where there is none, or none that whoever acts sees: to them the two are one. Every act
 * looks in this order: whether it is there, of this kind, and seen (404), who may (403) and what its state lets be done (409), what was sent (422).
 */
export async function holdSeenPermit(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  permitId: string,
): Promise<PermitRow | undefined> {
  const permit = await lockPermit(tx, siteId, permitId);
  if (permit === undefined) return undefined;
  const seen = await loadPermitsSeen(tx.db, principal, siteId, tx.now);
  return isPermitSeen(permit, seen) ? permit : undefined;
}
