import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/** 利用上の注意, told before anybody signs in: every version stays, as entries say which was told. Version 0 is of the program. */
export const signInNotices = pgTable('sign_in_notices', {
  version: integer('version').primaryKey(),
  words: text('words').notNull(),
  writtenAt: instant('written_at').notNull(),
});
