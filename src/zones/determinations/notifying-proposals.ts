import type { Proposal } from '../regulation/proposal.ts';
import type { NotificationAnswer } from './determination-change.ts';
import { saysNotification } from './judge-notification.ts';

/** The ready proposals that say 届出, each with the same answer to whether one may begin before anyone answers. */
export function notifyingProposals(
  proposals: readonly Proposal[],
  beginsBeforeAnswer: boolean,
): readonly NotificationAnswer[] {
  return proposals
    .filter(({ value, clauses = null }) => saysNotification({ value, clauses }))
    .map(({ row, zoneClass }) => ({ row, class: zoneClass, beginsBeforeAnswer }));
}
