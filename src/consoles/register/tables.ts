import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../db/columns.ts';

/**
 * 端末: a screen with a name, as those of a guard post and a reception, where people sign in by card and PIN. One browser is it, by a secret
 * that only that browser holds. A row for ever: entries and sessions name it.
 */
export const consoles = pgTable(
  'consoles',
  {
    siteId: uuid('site_id').notNull(),
    consoleId: uuid('console_id').notNull(),
    name: text('name').notNull(),
    /** Where it stands, in words. */
    place: text('place').notNull(),
    /** At which times of day (`HH:MM`) shifts end there; none: nobody keeps it by shifts. */
    shiftEnds: text('shift_ends').array().notNull(),
    /** Somebody is there at every hour: without a holder at midnight it is found. */
    isKeptAtNight: boolean('is_kept_at_night').notNull(),
    /** Public id and SHA-256 of its one secret: a code that waits to be typed (`codeUntil`), then the browser's. */
    secretId: text('secret_id').notNull(),
    secretHash: bytes('secret_hash').notNull(),
    /** Until when the secret is a code; null = it is a browser's. */
    codeUntil: instant('code_until'),
    registeredAt: instant('registered_at').notNull(),
    retiredAt: instant('retired_at'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.consoleId] }),
    uniqueIndex('consoles_name').on(table.siteId, table.name).where(sql`retired_at is null`),
    index('consoles_secret').on(table.secretId),
  ],
);
