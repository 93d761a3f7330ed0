import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { passkeys } from './tables.ts';

export type PasskeyRow = typeof passkeys.$inferSelect;

/** The passkey that an authenticator calls so; undefined where it was removed or never registered. */
export async function findPasskey(db: Database, credentialId: string): Promise<PasskeyRow | undefined> {
  const [row] = await db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.credentialId, credentialId), isNull(passkeys.removedAt)));
  return row;
}

/** Those of an account, in the order in which they were registered. */
export function listPasskeys(db: Database, loginId: string): Promise<readonly PasskeyRow[]> {
  return db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.loginId, loginId), isNull(passkeys.removedAt)))
    .orderBy(asc(passkeys.passkeyId));
}

/** One of whoever acts, held to the end of the act; a machine has none. */
export async function lockOwnPasskey(
  db: Database,
  { type, id: personId }: Actor,
  passkeyId: string,
): Promise<PasskeyRow | undefined> {
  return type === 'person' ? lockPasskey(db, { passkeyId, personId }) : undefined;
}

/** One of a person, held to the end of the act. */
export async function lockPasskey(
  db: Database,
  { passkeyId, personId }: { readonly passkeyId: string; readonly personId: string },
): Promise<PasskeyRow | undefined> {
  const [row] = await db
    .select()
    .from(passkeys)
    .where(
      and(eq(passkeys.passkeyId, passkeyId), eq(passkeys.personId, personId), isNull(passkeys.removedAt)),
    )
    .for('update');
  return row;
}

/** Answered to whoever names one that is not theirs, or no more. */
export const notYourPasskey: Refusal = {
  code: 'not-found',
  detail: 'あなたのパスキーに、これはありません。',
};
