import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/**
 * Sign-ins that failed, by whom they were for and from where they came: one row each, written by no act, so that guessing takes no head.
 * Deleted a day after the last.
 */
export const signInTries = pgTable(
  'sign_in_tries',
  {
    /** `laneOf`: what is slowed together. */
    lane: text('lane').primaryKey(),
    /** The account, where there is one. What was typed in its place stands nowhere: it may be a password. */
    loginId: text('login_id'),
    failures: integer('failures').notNull(),
    triedAt: instant('tried_at').notNull(),
    /** Before then no further one is looked at. */
    waitsUntil: instant('waits_until').notNull(),
    /** Not told in the log yet. */
    untold: integer('untold').notNull(),
    toldAt: instant('told_at'),
  },
  (table) => [index('sign_in_tries_untold').on(table.toldAt).where(sql`untold > 0`)],
);
