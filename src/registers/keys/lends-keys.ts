import { answersForZone } from '../../authority/answers-for-zone.ts';
import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** Whether somebody lends the keys of a zone: the guard post and the desk, and who answers or receives for the zone. */
export function lendsKeys(principal: Principal, siteId: string, zone: string): boolean {
  return (
    answersForZone(principal, siteId, zone) ||
    holdsRole(principal, 'zone-clerk', { siteId, scope: zone }) ||
    (['guard', 'reception'] as const).some((role) => holdsRole(principal, role, { siteId }))
  );
}

export const notTheirKey: Refusal = {
  code: 'forbidden',
  detail:
    '鍵の貸出しと返却は、受付・警備と、その区域の責任者・担当者だけが、借りる人でない人として記録できます。',
};
