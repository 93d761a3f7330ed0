import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { roleAssignments } from '../../authority/tables.ts';
import { loadUnheldConsoles } from '../../consoles/register/load-unheld-consoles.ts';
import type { Database } from '../../db/pool.ts';
import { apiTokens, tokenUses } from '../../operators/tables.ts';
import { loadStopped } from '../../people/registry/load-stopped.ts';
import { signInAccounts } from '../../sign-in/accounts/tables.ts';
import type { Credential, LeavingAccount, RightsFacts, RoleGiven } from './judge-rights-findings.ts';

/** Reads every role ever given, the tokens and login ids that still let somebody in, and the consoles that nobody kept at midnight. */
export async function loadRightsFacts(db: Database, now: Date): Promise<RightsFacts> {
  const [roles, tokens, accounts, leaving, unheldConsoles] = await Promise.all([
    loadRolesGiven(db),
    loadTokens(db, now),
    loadAccounts(db),
    loadLeaving(db),
    loadUnheldConsoles(db, now),
  ]);
  return { now, roles, tokens, accounts, leaving, unheldConsoles };
}

async function loadRolesGiven(db: Database): Promise<readonly RoleGiven[]> {
  const rows = await db.select().from(roleAssignments).orderBy(roleAssignments.assignmentId);
  const persons = rows.flatMap(({ holderType, holderId }) => (holderType === 'person' ? [holderId] : []));
  const stopped = await loadStopped(db, [...new Set(persons)]);
  return rows.map(({ assignmentId, holderId, validFrom, validUntil, untilSeq, ...row }) => ({
    ...row,
    id: assignmentId,
    holder: holderId,
    from: validFrom,
    until: validUntil,
    ended: untilSeq !== null,
    inOffice: row.holderType !== 'person' || !stopped.has(holderId),
  }));
}

/** Sessions end by themselves; the token of a gateway is missed with the gateway. */
function loadTokens(db: Database, now: Date): Promise<readonly Credential[]> {
  const { tokenId, holderId, createdAt, kind, revokedAt, expiresAt } = apiTokens;
  return db
    .select({ id: tokenId, holder: holderId, madeAt: createdAt, usedAt: tokenUses.usedAt })
    .from(apiTokens)
    .leftJoin(tokenUses, eq(tokenUses.tokenId, tokenId))
    .where(and(eq(kind, 'token'), isNull(revokedAt), gt(expiresAt, now)))
    .orderBy(tokenId);
}

function loadAccounts(db: Database): Promise<readonly Credential[]> {
  const { loginId, personId, issuedAt, signedInAt, endedAt } = signInAccounts;
  return db
    .select({ id: loginId, holder: personId, madeAt: issuedAt, usedAt: signedInAt })
    .from(signInAccounts)
    .where(isNull(endedAt))
    .orderBy(loginId);
}

function loadLeaving(db: Database): Promise<readonly LeavingAccount[]> {
  const { loginId, personId, endedAt, endsAt } = signInAccounts;
  return db
    .select({ id: loginId, holder: personId, endsAt })
    .from(signInAccounts)
    .where(and(isNull(endedAt), isNotNull(endsAt)))
    .orderBy(loginId);
}
