import { loadPassesLentTo } from '../passes/load-passes-lent-to.ts';
import type { DeskAct } from './begin-desk-act.ts';

/**
 * Reads which pass each of these members has in truth, for whoever comes in. A pass that was written down of a member may have come
 * back since, and may be somebody else's by now: it is `null` of them then, and neither they wear it nor who came in their place.
 */
export async function loadPassStillLent(
  { tx, siteId }: Pick<DeskAct, 'tx' | 'siteId'>,
  memberIds: readonly string[],
): Promise<(arrival: { readonly memberId: string; readonly pass: string | null }) => string | null> {
  const lent = await loadPassesLentTo(tx.db, siteId, memberIds);
  return ({ memberId, pass }) => (lent.get(memberId) === pass ? pass : null);
}
