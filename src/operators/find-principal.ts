import { and, eq, isNull } from 'drizzle-orm';
import { sameHash } from '../authority/minted-token.ts';
import type { Credential, Principal } from '../authority/principal.ts';
import { type Role, type RoleHeld, roles } from '../authority/roles.ts';
import { roleAssignments } from '../authority/tables.ts';
import type { Database } from '../db/pool.ts';
import { persons } from '../people/registry/tables.ts';
import { apiTokens } from './tables.ts';

/**
 * Who presents this token, with the roles held at this moment. Undefined for a token that is unknown, expired or revoked,
 * or whose person is no longer active: a stop counts at once (統一技術基準 2.2.1.1(1)(d)).
 */
export async function findPrincipal(
  db: Database,
  presented: { readonly tokenId: string; readonly hash: Buffer },
  now: Date,
): Promise<Principal | undefined> {
  const token = await findToken(db, presented.tokenId);
  return token !== undefined && sameHash(token.hash, presented.hash)
    ? principalOfToken(db, token, now)
    : undefined;
}

/** The same for a token that was already presented: who its holder is by now. Undefined where it holds no more, and for the terminal. */
export async function findPrincipalAgain(
  db: Database,
  { kind, id }: Credential,
  now: Date,
): Promise<Principal | undefined> {
  const token = kind === 'token' ? await findToken(db, id) : undefined;
  return token === undefined ? undefined : principalOfToken(db, token, now);
}

type TokenRow = typeof apiTokens.$inferSelect;

/** A token by its public id, whether it still holds or not. */
export async function findToken(db: Database, tokenId: string): Promise<TokenRow | undefined> {
  const [token] = await db.select().from(apiTokens).where(eq(apiTokens.tokenId, tokenId));
  return token;
}

async function principalOfToken(db: Database, token: TokenRow, now: Date): Promise<Principal | undefined> {
  if (token.revokedAt !== null || token.expiresAt <= now) return undefined;
  const credential: Credential = { kind: 'token', id: token.tokenId };
  if (token.holderType === 'gateway') {
    const gateway: RoleHeld = { role: 'gateway', siteId: token.siteId, scope: null };
    return { actor: { type: 'machine', id: token.holderId }, credential, roles: [gateway] };
  }
  const held = await rolesOf(db, token);
  if (token.holderType === 'machine') {
    return { actor: { type: 'machine', id: token.holderId }, credential, roles: held };
  }
  const [person] = await db
    .select({ kind: persons.kind, state: persons.state })
    .from(persons)
    .where(and(eq(persons.personId, token.holderId), isNull(persons.untilSeq)));
  if (person?.state !== 'active') return undefined;
  const host: RoleHeld[] = person.kind === 'staff' ? [{ role: 'host', siteId: null, scope: null }] : [];
  return { actor: { type: 'person', id: token.holderId }, credential, roles: [...held, ...host] };
}

/** By type and id: a machine may bear the id of a person, and roles are given to one of the two. */
async function rolesOf(db: Database, { holderType, holderId }: TokenRow): Promise<RoleHeld[]> {
  const rows = await db
    .select({ role: roleAssignments.role, siteId: roleAssignments.siteId, scope: roleAssignments.scope })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.holderType, holderType),
        eq(roleAssignments.holderId, holderId),
        isNull(roleAssignments.untilSeq),
      ),
    );
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []));
}

function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}
