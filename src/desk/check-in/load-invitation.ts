import { findInvitation } from '../../visitors/invitations/find-invitation.ts';
import type { DeskAct } from './begin-desk-act.ts';

/** The number of the invitation by which whoever comes for this visit is known; undefined = there is none, or it is not for anything any more. */
export async function loadInvitation({
  tx,
  siteId,
  whole: { visit },
}: Pick<DeskAct, 'tx' | 'siteId' | 'whole'>): Promise<string | undefined> {
  return visit.state === 'cancelled' ? undefined : findInvitation(tx.db, siteId, visit.visitId);
}
