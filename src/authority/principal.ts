import type { Actor } from '../kernel/actor.ts';
import type { Role, RoleHeld } from './roles.ts';

/**
 * What shows who somebody is: a token sent with the request, the session of whoever signed in, or that a program of ours acts, which holds
 * the database.
 */
export type Credential = {
  readonly kind: 'token' | 'session' | 'program';
  /** The public id of the token or session, or the name of the program. */
  readonly id: string;
  /** Of a session: when its person last showed who they are. */
  readonly provedAt?: Date | undefined;
  /** Of a session: why its person may do less than their roles do. */
  readonly heldBack?: HeldBack | undefined;
};

/**
 * Its screen is locked; the password it was begun by has run out; a role of its person demands a second factor that it did not show; or the shift that
 * it was begun for is over.
 */
export type HeldBack = 'screen-locked' | 'password-expired' | 'one-factor' | 'shift-over';

/** A secret as it came with a request: as a token or as a session, and whichever it is it counts as nothing else. */
export type Presented = {
  readonly kind: Exclude<Credential['kind'], 'program'>;
  readonly tokenId: string;
  readonly hash: Buffer;
};

/** Why a secret that was shown lets nobody in: it is nobody's, or its token or holder is in use no more. */
export type NotLetIn = 'nobody' | 'ended';

/** Who acts, shown by what, with every role held at this moment. */
export type Principal = {
  readonly actor: Actor;
  readonly credential: Credential;
  readonly roles: readonly RoleHeld[];
  /** What of the roles held does not count, absent where all do. */
  readonly resting?: RestingRoles;
};

/** 管理者権限 that does not count for a request, because of from where it comes, or until its person takes it up. */
export type RestingRoles = {
  readonly why: 'elsewhere' | 'not-elevated';
  readonly roles: readonly RoleHeld[];
};

/** Whether the principal holds the role at this site, and for this zone or organisation where one is named. */
export function holdsRole(
  principal: Principal,
  role: Role,
  where: { readonly siteId?: string; readonly scope?: string },
): boolean {
  return principal.roles.some(
    (held) =>
      held.role === role &&
      (where.siteId === undefined || held.siteId === null || held.siteId === where.siteId) &&
      (where.scope === undefined || held.scope === null || held.scope === where.scope),
  );
}

/** The zones or organisations for which the principal holds the role at this site; `all` where it is held for every one. */
export function scopesHeld({ roles }: Principal, role: Role, siteId: string): 'all' | ReadonlySet<string> {
  const scopes = new Set<string>();
  for (const held of roles) {
    if (held.role !== role || (held.siteId !== null && held.siteId !== siteId)) continue;
    if (held.scope === null) return 'all';
    scopes.add(held.scope);
  }
  return scopes;
}
