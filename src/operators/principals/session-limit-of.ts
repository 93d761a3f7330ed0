import type { Role, RoleHeld } from '../../authority/roles.ts';

/** How long a session may rest, how long it lasts however much it is used, and after how long a rest its screen locks at a console. */
type SessionLimit = {
  readonly idleMs: number;
  readonly longestMs: number;
  readonly locksAfterMs: number;
  /** At a console it lasts until the shift is over. */
  readonly keepsShift: boolean;
};

const minutes = 60_000;
const hours = 60 * minutes;

/** What somebody does at the screen, whichever other roles they hold: the first of these that they do. */
const limits = {
  /** Changes rights or rules, or sees everything. */
  administers: { idleMs: 15 * minutes, longestMs: 12 * hours, locksAfterMs: 5 * minutes, keepsShift: false },
  /** Keeps a console for a shift: it must not go dark at a quiet hour. Twelve hours are of a browser that is no console. */
  'keeps-a-console': {
    idleMs: 12 * hours,
    longestMs: 12 * hours,
    locksAfterMs: 15 * minutes,
    keepsShift: true,
  },
  /** Comes now and then. */
  'in-the-office': {
    idleMs: 60 * minutes,
    longestMs: 12 * hours,
    locksAfterMs: 10 * minutes,
    keepsShift: false,
  },
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
