import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../db/columns.ts';
import type { SignInMethod } from '../../operators/tables.ts';

/** By which app somebody makes codes (TOTP): one an account. */
export const totpFactors = pgTable('totp_factors', {
  loginId: text('login_id').primaryKey(),
  /** As `sealSeed` writes it. Without the key outside the database it makes no code. */
  seed: text('seed').notNull(),
  /** The time step of the last code that was taken: none counts that is not later. */
  lastStep: integer('last_step').notNull(),
  enrolledAt: instant('enrolled_at').notNull(),
});

/** A seed that was shown and is not confirmed by a code yet: one an account. */
export const totpEnrolments = pgTable('totp_enrolments', {
  loginId: text('login_id').primaryKey(),
  seed: text('seed').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/** Recovery codes that were not used yet: each is deleted when it is. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    loginId: text('login_id').notNull(),
    /** As `recoveryHash` makes it. */
    hash: bytes('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.loginId, table.hash] })],
);

/**
 * Sign-ins that stand between the password and the session: somebody has shown the first, and is asked for a second factor. Deleted
 * when it is shown, or when its time is over.
 */
export const signInChallenges = pgTable('sign_in_challenges', {
  /** SHA-256 of the 256 random bits that whoever signs in was given. */
  hash: bytes('hash').primaryKey(),
  loginId: text('login_id').notNull(),
  /** By what they have signed in so far, and which version of the notice they were told. */
  method: text('method').$type<SignInMethod>().notNull(),
  notice: integer('notice').notNull(),
  /** The verifier that let them so far, which must be the account's still; null where it was no password. */
  verifier: text('verifier'),
  /** What takes its place once the second factor is shown. */
  nextVerifier: text('next_verifier'),
  tries: integer('tries').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
