import { answersForZone } from '../../authority/answers-for-zone.ts';
import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import { ministryLogId } from '../../kernel/ids.ts';

/** What one review is of: the rights of one zone, or the roles that no zone's officer reviews. */
export type ReviewArea = { readonly siteId: string; readonly zoneId: string };

/** Every role but that of a zone's clerks: also its officer's, which nobody reviews for themselves. */
export const ofTheMinistry: ReviewArea = { siteId: ministryLogId, zoneId: '' };

export function isOfTheMinistry({ siteId }: ReviewArea): boolean {
  return siteId === ministryLogId;
}

const keepersOfMinistry = ['ciso', 'general-officer', 'rights-admin'] as const satisfies readonly Role[];
const readers = ['ciso', 'general-officer', 'security-officer', 'rights-admin', 'auditor'] as const;

/** Whether somebody decides and signs a review: the officer of the zone or whoever answers for all of them; of the ministry's, its keepers. */
export function keepsReview(principal: Principal, area: ReviewArea): boolean {
  return isOfTheMinistry(area)
    ? holdsForMinistry(principal, keepersOfMinistry)
    : answersForZone(principal, area.siteId, area.zoneId);
}

export function seesReview(principal: Principal, area: ReviewArea): boolean {
  if (keepsReview(principal, area) || holdsForMinistry(principal, readers)) return true;
  return (
    !isOfTheMinistry(area) && readers.some((role) => holdsRole(principal, role, { siteId: area.siteId }))
  );
}

/** To whom a review rises that nobody signed in time: the superior of whoever should have. */
export function superiorOf(area: ReviewArea): Role {
  return isOfTheMinistry(area) ? 'ciso' : 'security-officer';
}

function holdsForMinistry({ roles }: Principal, some: readonly Role[]): boolean {
  return roles.some(({ role, siteId }) => siteId === null && some.includes(role));
}
