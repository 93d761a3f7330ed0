import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/**
 * 識別コード: by which name a person signs in. A login id is one person's for ever: its row stays when it is ended, and nobody else is
 * given it (統一技術基準 2.2.1.3(2)(g)(ウ)). A person has one at a time.
 */
export const signInAccounts = pgTable(
  'sign_in_accounts',
  {
    /** In the form of `parseLoginId`. */
    loginId: text('login_id').primaryKey(),
    /** `nobody` once the record of who was given it is deleted. */
    personId: uuid('person_id').notNull(),
    /** The approved application by which it was issued; null where none is asked for (ADR 0084). */
    applicationId: uuid('application_id'),
    /** A person's id, or a program of ours. */
    issuedBy: text('issued_by').notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** When its person signed in by it first (受領); null also for whoever had before that was kept. */
    receivedAt: instant('received_at'),
    endedAt: instant('ended_at'),
    /** The record of who was given it was deleted, by two (2.2.1.3(2)(g)(イ)); the login id stays. */
    deletedAt: instant('deleted_at'),
    /** Its person reported that they need it no more from then on; null = they did not. */
    endsAt: instant('ends_at'),
    signedInAt: instant('signed_in_at'),
    /** From where they signed in last: who guesses from elsewhere does not slow them there. */
    signedInFrom: text('signed_in_from'),
    /** Refused since they signed in last. */
    failures: integer('failures').notNull().default(0),
    /** Others took their second factors away, which they are told when they sign in next. */
    factorsRemovedAt: instant('factors_removed_at'),
    /** Somebody set its password anew without the one before, which its person is told when they sign in next. */
    passwordResetAt: instant('password_reset_at'),
  },
  (table) => [
    uniqueIndex('sign_in_accounts_person').on(table.personId).where(sql`ended_at is null`),
    index('sign_in_accounts_ends').on(table.endsAt).where(sql`ends_at is not null and ended_at is null`),
  ],
);
