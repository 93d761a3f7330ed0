import { boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/** What is kept of the password of an account, apart from it: whoever lists accounts reads no verifier. */
export const signInPasswords = pgTable('sign_in_passwords', {
  loginId: text('login_id').primaryKey(),
  /** As `formatVerifier` writes it: algorithm, cost and version of the pepper stand in it. Without the pepper it verifies nothing. */
  verifier: text('verifier').notNull(),
  /** Made by us and given by an officer: it signs in once, to set one's own. */
  isOneTime: boolean('is_one_time').notNull(),
  /** Of a one-time secret. */
  expiresAt: instant('expires_at'),
  setAt: instant('set_at').notNull(),
});

/** What verified the passwords before, where the ministry keeps some so that none comes again; deleted beyond as many as it keeps. */
export const signInPasswordHistory = pgTable(
  'sign_in_password_history',
  {
    loginId: text('login_id').notNull(),
    setAt: instant('set_at').notNull(),
    verifier: text('verifier').notNull(),
  },
  (table) => [primaryKey({ columns: [table.loginId, table.setAt] })],
);
