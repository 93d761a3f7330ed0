import { eq } from 'drizzle-orm';
import { sameHash } from '../authority/minted-token.ts';
import type { Credential, NotLetIn, Principal } from '../authority/principal.ts';
import type { RoleHeld } from '../authority/roles.ts';
import type { Database } from '../db/pool.ts';
import { findPersonPrincipal } from './find-person-principal.ts';
import { loadRolesHeld } from './load-roles-held.ts';
import { apiTokens } from './tables.ts';

/**
 * Who presents this token, with the roles held at this moment. `ended`: the token has expired or is revoked, or its person is no
 * longer active: a stop counts at once (統一技術基準 2.2.1.1(1)(d)). An unknown id takes the same work as a wrong secret.
 */
export async function findPrincipal(
  db: Database,
  presented: { readonly tokenId: string; readonly hash: Buffer },
  now: Date,
): Promise<Principal | NotLetIn> {
  const token = await findToken(db, presented.tokenId);
  const isRight = sameHash(token?.hash ?? hashOfNobody, presented.hash);
  if (token === undefined || !isRight) return 'nobody';
  return (await principalOfToken(db, token, now)) ?? 'ended';
}

const hashOfNobody = Buffer.alloc(32);

/** The same for a token that was already presented: who its holder is by now. Undefined where it holds no more, and for a program. */
export async function findPrincipalAgain(
  db: Database,
  { kind, id }: Credential,
  now: Date,
): Promise<Principal | undefined> {
  const token = kind === 'token' ? await findToken(db, id) : undefined;
  return token === undefined ? undefined : principalOfToken(db, token, now);
}

type TokenRow = typeof apiTokens.$inferSelect;

async function findToken(db: Database, tokenId: string): Promise<TokenRow | undefined> {
  const [token] = await db.select().from(apiTokens).where(eq(apiTokens.tokenId, tokenId));
  return token;
}

async function principalOfToken(db: Database, token: TokenRow, now: Date): Promise<Principal | undefined> {
  if (token.revokedAt !== null || token.expiresAt <= now) return undefined;
  const { holderType, holderId } = token;
  const credential: Credential = { kind: 'token', id: token.tokenId };
  if (holderType === 'person') return findPersonPrincipal(db, holderId, credential);
  const gateway: RoleHeld = { role: 'gateway', siteId: token.siteId, scope: null };
  const held = holderType === 'gateway' ? [gateway] : await loadRolesHeld(db, holderType, holderId);
  return { actor: { type: 'machine', id: holderId }, credential, roles: held };
}
