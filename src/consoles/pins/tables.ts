import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/** What is kept of the PIN of an account, which signs in beside its person's card and at a console only. */
export const signInPins = pgTable('sign_in_pins', {
  loginId: text('login_id').primaryKey(),
  /** As `formatVerifier` writes it. */
  verifier: text('verifier').notNull(),
  setAt: instant('set_at').notNull(),
});
