import { judgeAccess } from '../../authority/judge-access.ts';
import type { Principal } from '../../authority/principal.ts';
import type { WholeVisit } from '../registry/visit-rows.ts';

/** Whether somebody may send, or see, the invitation of a visit: whoever planned it, its hosts, and the desk. */
export function isInviter(
  principal: Principal,
  siteId: string,
  { visit, destinations }: Pick<WholeVisit, 'visit' | 'destinations'>,
): boolean {
  const { id } = principal.actor;
  const theirs = visit.plannedBy === id || destinations.some(({ hostId }) => hostId === id);
  return theirs || judgeAccess(principal, 'visits.desk', siteId) === 'allowed';
}
