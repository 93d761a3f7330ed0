import { mintToken } from '../../src/authority/minted-token.ts';
import type { Role } from '../../src/authority/roles.ts';
import { roleAssignments } from '../../src/authority/tables.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import { apiTokens } from '../../src/operators/tables.ts';
import { persons } from '../../src/people/registry/tables.ts';
import { signInAs } from './a-session.ts';
import { asSystem } from './as-system.ts';
import type { TestApp } from './test-app.ts';

export type HeldWhere = 'at the site' | 'for the ministry';

/** A token whose holder has exactly this role at this site, or for the whole ministry, whatever giving it would ask for. */
export async function aTokenOfRole(
  deps: Pick<ActDeps, 'pool' | 'clock'>,
  role: Role,
  siteId: string,
  held: HeldWhere = 'at the site',
): Promise<string> {
  const { pool, clock } = deps;
  const { tokenId, token, hash } = mintToken();
  const now = clock.now();
  const holderType = role === 'host' ? 'person' : role === 'gateway' ? 'gateway' : 'machine';
  const holderId = role === 'host' ? newId<'person'>() : `${role}-${tokenId}`;
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const ofSite = role === 'gateway' ? siteId : null;
  const row = { tokenId, hash, holderType, holderId, siteId: ofSite, createdAt: now, expiresAt };
  await asSystem(pool, ({ db }) => db.insert(apiTokens).values(row));
  if (holderType === 'person') await insertStaff(deps, holderId);
  if (holderType === 'machine')
    await insertRole(deps, { type: holderType, id: holderId }, role, siteId, held);
  return token;
}

/** The cookie of somebody on the staff who has just signed in and has this role beside being on it, whatever giving it would ask for. */
export async function aSessionOfRole(
  test: TestApp,
  role: Role,
  siteId: string,
  held: HeldWhere,
): Promise<string> {
  const id = newId<'person'>();
  await insertStaff(test, id);
  if (role !== 'host') await insertRole(test, { type: 'person', id }, role, siteId, held);
  const nth = (await databaseOf(test.pool).$count(persons)).toString();
  return signInAs(test, `holder${nth}`, id);
}

async function insertStaff({ pool }: Pick<ActDeps, 'pool'>, personId: string): Promise<void> {
  const person = { kind: 'staff', state: 'active', name: '見本 一郎' } as const;
  await asSystem(pool, ({ db }) => db.insert(persons).values({ personId, ...person, fromSeq: 1 }));
}

async function insertRole(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  { type: holderType, id: holderId }: { readonly type: 'person' | 'machine'; readonly id: string },
  role: Role,
  siteId: string,
  held: HeldWhere,
): Promise<void> {
  const at = held === 'at the site' ? siteId : null;
  const given = { role, siteId: at, scope: null, givenBy: 'test', givenAt: clock.now() };
  const row = { assignmentId: newId<'role-assignment'>(), fromSeq: 1, holderType, holderId, ...given };
  await asSystem(pool, ({ db }) => db.insert(roleAssignments).values(row));
}
