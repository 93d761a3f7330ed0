import { and, eq, isNull } from 'drizzle-orm';
import type { Principal } from '../../authority/principal.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { OwnRows } from '../../log/writing/perform-act.ts';
import { persons } from '../../people/registry/tables.ts';
import { apiTokens } from '../tables.ts';
import { findPrincipalAgain } from './find-principal.ts';

/**
 * Whether an act's principal still stands, asked within the act: its request was let in before its body came and before
 * its locks were got. Holds token, person and roles to the end, so that a stop acknowledged before the act is recorded is
 * never passed over, and one that comes later waits for it (統一技術基準 2.2.1.1(1)(d)). Before every other row: an act locks
 * these first, a stop locks them first. `key share` lets acts on the same person's rights by; what the act itself changes
 * is locked for that at once, for two that hold a row together and both want it alone wait for each other for ever.
 */
export async function confirmPrincipal(
  { db }: Tx,
  { actor, credential, roles }: Principal,
  now: Date,
  changesOwn: OwnRows | undefined,
): Promise<Refusal | undefined> {
  const strengthOf = (rows: OwnRows) => (rows === changesOwn ? 'update' : 'key share');
  await db
    .select({ tokenId: apiTokens.tokenId })
    .from(apiTokens)
    .where(eq(apiTokens.tokenId, credential.id))
    .for(strengthOf('token'));
  if (actor.type === 'person') {
    await db
      .select({ personId: persons.personId })
      .from(persons)
      .where(and(eq(persons.personId, actor.id), isNull(persons.untilSeq)))
      .for(strengthOf('person'));
  }
  const { assignmentId, holderType, holderId, untilSeq } = roleAssignments;
  await db
    .select({ assignmentId })
    .from(roleAssignments)
    .where(and(eq(holderType, actor.type), eq(holderId, actor.id), isNull(untilSeq)))
    .orderBy(assignmentId)
    .for(strengthOf('roles'));
  const present = await findPrincipalAgain(db, credential, now);
  if (present === undefined) return { code: 'unauthenticated' };
  const held = new Set(present.roles.map(keyOf));
  return roles.every((role) => held.has(keyOf(role))) ? undefined : rolesChanged;
}

function keyOf({ role, siteId, scope }: Principal['roles'][number]): string {
  return JSON.stringify([role, siteId, scope]);
}

const rolesChanged: Refusal = {
  code: 'forbidden',
  detail: 'あなたの役割がいま変わりました。いまの役割でできることを確かめて、もう一度行ってください。',
};
