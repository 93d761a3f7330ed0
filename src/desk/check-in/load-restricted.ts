import { findStopped } from '../../visitors/restricted/find-stopped.ts';
import type { DeskAct } from './begin-desk-act.ts';

/** Which of these members match the list of 立入制限対象者 and were not cleared for this visit; who has no name matches nobody. */
export function loadRestricted(
  { tx, siteId, whole }: Pick<DeskAct, 'tx' | 'siteId' | 'whole'>,
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const named = whole.members.flatMap(({ identity }) =>
    identity !== undefined && memberIds.includes(identity.memberId) ? [identity] : [],
  );
  return findStopped(tx.db, siteId, named, tx.now);
}
