import { judgeAccess } from '../../authority/judge-access.ts';
import type { Principal } from '../../authority/principal.ts';
import { actsForHost, type VisitViewer } from '../registry/is-visit-seen.ts';
import type { WholeVisit } from '../registry/visit-rows.ts';

/** Whether somebody may send, or see, the invitation of a visit: whoever planned it, whoever acts for a host of it, and the desk. */
export function isInviter(
  principal: Principal,
  siteId: string,
  whole: Pick<WholeVisit, 'visit' | 'destinations'>,
  viewer: VisitViewer,
): boolean {
  const theirs = whole.visit.plannedBy === viewer.person || actsForHost(whole, viewer);
  return theirs || judgeAccess(principal, 'visits.desk', siteId) === 'allowed';
}
