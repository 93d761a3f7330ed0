import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { subjectOfVisit } from '../registry/subject-of-visit.ts';
import { loadVisits, lockVisit } from '../registry/visit-rows.ts';
import { holdVisitViewer } from '../review/load-visit-viewer.ts';
import { findInvitation } from './find-invitation.ts';
import { isInviter } from './is-inviter.ts';
import { newInvitationId } from './new-invitation-id.ts';
import { type ShownInvitation, showInvitation } from './show-invitation.ts';
import { invitations } from './tables.ts';

/** Makes the invitation (案内状) of a visit; a second time answers the same one and records nothing. */
export function invite(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  visitId: string,
): Promise<Result<ShownInvitation, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await lockVisit(tx, siteId, visitId);
    const [whole] = await loadVisits(tx.db, siteId, [visitId]);
    const viewer = await holdVisitViewer(tx, context.principal, siteId);
    if (whole === undefined || !isInviter(context.principal, siteId, whole, viewer)) {
      return refuse({ code: 'not-found' });
    }
    const { visit } = whole;
    if (visit.state === 'cancelled') {
      return refuse({ code: 'conflict', detail: 'この訪問は取りやめになっています。' });
    }
    const made = await findInvitation(tx.db, siteId, visitId);
    const id = made ?? newInvitationId();
    const shown = await showInvitation(tx.client, visit, id);
    if (shown === undefined) return refuse({ code: 'not-found', detail: 'この庁舎の図面はまだありません。' });
    if (made !== undefined) return ok(shown);
    await tx.takeHeads([siteId]);
    // The record does not hold the id: whoever reads it could show it at the desk.
    const members = whole.members.map(({ memberId }) => memberId);
    tx.record(siteId, { kind: 'visit-invited', subject: subjectOfVisit(visitId, members) });
    await tx.db.insert(invitations).values({ siteId, invitationId: id, visitId });
    return ok(shown);
  });
}
