import { eq, getTableColumns } from 'drizzle-orm';
import { sameHash } from '../../authority/minted-token.ts';
import type { Credential, NotLetIn, Presented, Principal } from '../../authority/principal.ts';
import type { RoleHeld } from '../../authority/roles.ts';
import type { Database } from '../../db/pool.ts';
import { apiTokens, sessions } from '../tables.ts';
import { findHeldBack, passwordSetAt, type SessionRow } from './find-held-back.ts';
import { findPersonPrincipal } from './find-person-principal.ts';
import { loadRolesHeld } from './load-roles-held.ts';
import { lostItsCard } from './lost-its-card.ts';
import { noteSessionUse } from './note-session-use.ts';
import { restUnlessElevated } from './rest-unless-elevated.ts';

/**
 * Who presents this token or session, with the roles held at this moment. `ended`: it has expired, is revoked or was not used for too long,
 * or its person is no longer active: a stop counts at once (統一技術基準 2.2.1.1(1)(d)). An unknown id takes the same work as a
 * wrong secret. That a session is used is noted.
 */
export async function findPrincipal(
  db: Database,
  presented: Presented,
  now: Date,
): Promise<Principal | NotLetIn> {
  const token = await findToken(db, presented.tokenId);
  const isRight = sameHash(token?.hash ?? hashOfNobody, presented.hash);
  if (token === undefined || !isRight || token.kind !== presented.kind) return 'nobody';
  const principal = await principalOfToken(db, token, now);
  if (principal?.credential.kind === 'session') await noteSessionUse(db, principal, now);
  return principal ?? 'ended';
}

const hashOfNobody = Buffer.alloc(32);

/** The same for what was already presented: who its holder is by now. Undefined where it holds no more, and for a program. */
export async function findPrincipalAgain(
  db: Database,
  { kind, id }: Credential,
  now: Date,
): Promise<Principal | undefined> {
  const token = kind === 'program' ? undefined : await findToken(db, id);
  return token === undefined ? undefined : principalOfToken(db, token, now);
}

type TokenRow = typeof apiTokens.$inferSelect;

async function findToken(db: Database, tokenId: string): Promise<TokenRow | undefined> {
  const [token] = await db.select().from(apiTokens).where(eq(apiTokens.tokenId, tokenId));
  return token;
}

async function principalOfToken(db: Database, token: TokenRow, now: Date): Promise<Principal | undefined> {
  if (token.revokedAt !== null || token.expiresAt <= now) return undefined;
  const { kind, tokenId, holderType, holderId } = token;
  const session = kind === 'session' ? await findSession(db, tokenId, now) : undefined;
  if (kind === 'session' && session === undefined) return undefined;
  const credential: Credential = { kind, id: tokenId, provedAt: session?.provedAt ?? undefined };
  if (holderType === 'person') {
    const person = await findPersonPrincipal(db, holderId, credential, now);
    return person === undefined || session === undefined
      ? person
      : principalOfSession(db, person, session, now);
  }
  const gateway: RoleHeld = { role: 'gateway', siteId: token.siteId, scope: null };
  const held = holderType === 'gateway' ? [gateway] : await loadRolesHeld(db, holderType, holderId, now);
  return { actor: { type: 'machine', id: holderId }, credential, roles: held };
}

/** The person of a session, as they may act in it now. */
async function principalOfSession(
  db: Database,
  person: Principal,
  session: SessionRow,
  now: Date,
): Promise<Principal> {
  const heldBack = await findHeldBack(db, session, person.roles, now);
  const credential = { ...person.credential, heldBack };
  return restUnlessElevated(db, { ...person, credential }, session.elevatedUntil, now);
}

/** What is noted of a session; undefined where it rested too long, or lost the card it was begun by. */
async function findSession(db: Database, tokenId: string, now: Date): Promise<SessionRow | undefined> {
  const [session] = await db
    .select({ ...getTableColumns(sessions), passwordSetAt })
    .from(sessions)
    .where(eq(sessions.tokenId, tokenId));
  if (session === undefined || session.idleUntil <= now) return undefined;
  return (await lostItsCard(db, session, now)) ? undefined : session;
}
