import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Role } from '../../authority/roles.ts';
import { dayMs } from '../../kernel/day-ms.ts';

/** For how many days a task may be left after its day before it rises. */
const daysLeft = 3;

/** By which role somebody gives a task, the highest first, and to whom it rises where nobody does it. */
const superiors = [
  ['ciso', 'ciso'],
  ['general-officer', 'ciso'],
  ['security-officer', 'general-officer'],
  ['zone-officer', 'security-officer'],
] as const satisfies readonly (readonly [Role, Role])[];

/** To whom a task rises: the superior of whoever gave it. */
export type Superior = (typeof superiors)[number][1];

/** The same as a list. */
export const superiorRoles = ['security-officer', 'general-officer', 'ciso'] as const satisfies Superior[];

/** To whom a task rises that somebody gives by the roles they hold at a site. */
export function superiorOf(principal: Principal, siteId: string): Superior {
  const given = superiors.find(([role]) => holdsRole(principal, role, { siteId }));
  return given?.[1] ?? 'security-officer';
}

/** When a task rises that is still open, by the end of its day. */
export function risesAt(dueAt: Date): Date {
  return new Date(dueAt.getTime() + daysLeft * dayMs);
}

/** The end of the day before which a task has risen by now. */
export function risenBefore(now: Date): Date {
  return new Date(now.getTime() - daysLeft * dayMs);
}
