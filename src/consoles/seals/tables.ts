import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../db/columns.ts';

/** The one sealed credential of a console (封印した資格情報), for the day on which nobody there can sign in otherwise. */
export const consoleSeals = pgTable(
  'console_seals',
  {
    siteId: uuid('site_id').notNull(),
    consoleId: uuid('console_id').notNull(),
    /** SHA-256 of 256 random bits. */
    hash: bytes('hash').notNull(),
    sealedBy: text('sealed_by').notNull(),
    sealedAt: instant('sealed_at').notNull(),
    /** It was opened and opens nothing more. */
    openedAt: instant('opened_at'),
    openedBy: uuid('opened_by'),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.consoleId] })],
);
