import type { Role, RoleHeld } from '../authority/roles.ts';

/** How long a session may rest, and how long it lasts however much it is used. */
type SessionLimit = { readonly idleMs: number; readonly longestMs: number };

const minutes = 60_000;
const hours = 60 * minutes;

/** What somebody does at the screen, whichever other roles they hold: the first of these that they do. */
const limits = {
  /** Changes rights or rules, or sees everything. */
  administers: { idleMs: 15 * minutes, longestMs: 12 * hours },
  /** Keeps a console for a shift: it locks its screen itself, and must not go dark at a quiet hour. */
  'keeps-a-console': { idleMs: 12 * hours, longestMs: 12 * hours },
  /** Comes now and then. */
  'in-the-office': { idleMs: 60 * minutes, longestMs: 12 * hours },
} as const satisfies Readonly<Record<string, SessionLimit>>;

type Doing = keyof typeof limits;

const doingOf = {
  ciso: 'administers',
  'general-officer': 'administers',
  'security-officer': 'administers',
  'rights-admin': 'administers',
  'system-admin': 'administers',
  auditor: 'administers',
  csirt: 'administers',
  'exception-approver': 'in-the-office',
  'zone-officer': 'in-the-office',
  'zone-clerk': 'in-the-office',
  'section-officer': 'in-the-office',
  'system-officer': 'in-the-office',
  host: 'in-the-office',
  reception: 'keeps-a-console',
  guard: 'keeps-a-console',
  gateway: 'in-the-office',
} as const satisfies Readonly<Record<Role, Doing>>;

/** The limit of the session of somebody with these roles: an administrator's where they hold any role of one, else a console's. */
export function sessionLimitOf(roles: readonly Pick<RoleHeld, 'role'>[]): SessionLimit {
  const done = new Set<Doing>(roles.map(({ role }) => doingOf[role]));
  const doing = (['administers', 'keeps-a-console'] as const).find((one) => done.has(one));
  return limits[doing ?? 'in-the-office'];
}
