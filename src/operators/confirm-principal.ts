import type { Principal } from '../authority/principal.ts';
import type { Tx } from '../db/in-transaction.ts';
import type { Refusal } from '../kernel/problem.ts';
import { findPrincipalAgain } from './find-principal.ts';

/**
 * Whether an act's principal still stands, asked within the act: its request was let in before its body came and before
 * its locks were got. Holds token, person and roles to the end, so that a stop acknowledged before the act is recorded is
 * never passed over, and one that comes later waits for it (統一技術基準 2.2.1.1(1)(d)). Before every other row: an act locks
 * these first, a stop locks them first.
 */
export async function confirmPrincipal(
  { client, db }: Tx,
  { actor, credential, roles }: Principal,
  now: Date,
): Promise<Refusal | undefined> {
  await client.query('select 1 from api_tokens where token_id = $1 for share', [credential.id]);
  if (actor.type === 'person') {
    await client.query('select 1 from persons where person_id = $1 and until_seq is null for share', [
      actor.id,
    ]);
  }
  await client.query(
    `select 1 from role_assignments where holder_type = $1 and holder_id = $2 and until_seq is null
      order by assignment_id for share`,
    [actor.type, actor.id],
  );
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
