import { type Role, type RoleHeld, roles } from './roles.ts';
import type { AccessSettings } from './settings/access-settings.ts';

/** What somebody does, and whether whoever does it shows a second factor unless the ministry decides otherwise (2.2.1.1(1)(g)(ア)). */
const demands = {
  /** Changes rights or rules, or sees all of it: what a stolen password would do has no bound. Always. */
  administers: { usually: true, mayBeFree: false },
  /** Opens and closes doors for everybody from a screen that many pass by. */
  'keeps-a-console': { usually: true, mayBeFree: true },
  /** Lets people and things in by a word of theirs. */
  decides: { usually: true, mayBeFree: true },
  /** Asks, and sees what is their own. */
  asks: { usually: false, mayBeFree: true },
} as const satisfies Readonly<Record<string, { readonly usually: boolean; readonly mayBeFree: boolean }>>;

const doingOf = {
  ciso: 'administers',
  'general-officer': 'administers',
  'security-officer': 'administers',
  'rights-admin': 'administers',
  'system-admin': 'administers',
  auditor: 'administers',
  csirt: 'administers',
  guard: 'keeps-a-console',
  reception: 'keeps-a-console',
  'exception-approver': 'decides',
  'zone-officer': 'decides',
  'section-officer': 'decides',
  'system-officer': 'decides',
  'zone-clerk': 'asks',
  host: 'asks',
} as const satisfies Readonly<Record<PersonRole, keyof typeof demands>>;

/** A role of people: a gateway signs in nowhere. */
export type PersonRole = Exclude<Role, 'gateway'>;

export const personRoles = roles.filter(isPersonRole);

function isPersonRole(role: Role): role is PersonRole {
  return role !== 'gateway';
}

/** What the ministry decided otherwise. */
export type FactorDecisions = AccessSettings['second-factor']['demanded'];

/** Whether a role demands a second factor, and whether the ministry may let it go without. */
export function factorDemand(
  role: PersonRole,
  decided: FactorDecisions,
): { readonly isDemanded: boolean; readonly mayBeFree: boolean } {
  const { usually, mayBeFree } = demands[doingOf[role]];
  return { isDemanded: !mayBeFree || (decided[role] ?? usually), mayBeFree };
}

/** Whether somebody with these roles has to show a second factor: one role that demands it is enough. */
export function isFactorDemanded(held: readonly Pick<RoleHeld, 'role'>[], decided: FactorDecisions): boolean {
  return held.some(({ role }) => isPersonRole(role) && factorDemand(role, decided).isDemanded);
}
