import { mintToken } from '../../src/authority/minted-token.ts';
import type { Role } from '../../src/authority/roles.ts';
import { roleAssignments } from '../../src/authority/tables.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { ActDeps } from '../../src/log/perform-act.ts';
import { apiTokens } from '../../src/operators/tables.ts';
import { persons } from '../../src/people/registry/tables.ts';

/** A token whose holder has exactly this role at this site, or for the whole ministry, whatever giving it would ask for. */
export async function aTokenOfRole(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  role: Role,
  siteId: string,
  held: 'at the site' | 'for the ministry' = 'at the site',
): Promise<string> {
  const db = databaseOf(pool);
  const { tokenId, token, hash } = mintToken();
  const now = clock.now();
  const holderType = role === 'host' ? 'person' : role === 'gateway' ? 'gateway' : 'machine';
  const holderId = role === 'host' ? newId<'person'>() : `${role}-${tokenId}`;
  const expiresAt = new Date(now.getTime() + 86_400_000);
  await db.insert(apiTokens).values({
    tokenId,
    hash,
    holderType,
    holderId,
    siteId: role === 'gateway' ? siteId : null,
    createdAt: now,
    expiresAt,
  });
  if (holderType === 'person') {
    const person = { personId: holderId, kind: 'staff', state: 'active', name: '見本 一郎' } as const;
    await db.insert(persons).values({ ...person, fromSeq: 1 });
  }
  if (holderType === 'machine') {
    const at = held === 'at the site' ? siteId : null;
    const given = { role, siteId: at, scope: null, givenBy: 'test', givenAt: now };
    await db
      .insert(roleAssignments)
      .values({ assignmentId: newId<'role-assignment'>(), fromSeq: 1, holderType, holderId, ...given });
  }
  return token;
}
