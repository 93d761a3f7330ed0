import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../db/columns.ts';

/** Passkeys that people registered for their account: the public half, which signs nobody in by itself. */
export const passkeys = pgTable(
  'passkeys',
  {
    passkeyId: uuid('passkey_id').primaryKey(),
    /** What the authenticator calls it, in base64url. */
    credentialId: text('credential_id').notNull(),
    loginId: text('login_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** A COSE key (RFC 9052), which says its algorithm. */
    publicKey: bytes('public_key').notNull(),
    /** How often its authenticator says it was used; of those that do not count it stays 0. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    /** As its owner calls it. */
    name: text('name').notNull(),
    registeredAt: instant('registered_at').notNull(),
    usedAt: instant('used_at'),
    removedAt: instant('removed_at'),
  },
  (table) => [
    uniqueIndex('passkeys_credential').on(table.credentialId),
    index('passkeys_login').on(table.loginId).where(sql`removed_at is null`),
  ],
);

/**
 * What an authenticator is asked to sign for a registration, deleted by the answer, and what was answered of sign-ins: in the database, so that
 * whichever instance is answered it counts once. Deleted once it is too late for an answer.
 */
export const passkeyChallenges = pgTable('passkey_challenges', {
  /** In base64url. */
  challenge: text('challenge').primaryKey(),
  /** Who registers a passkey; null where one was used. */
  loginId: text('login_id'),
  expiresAt: instant('expires_at').notNull(),
});
