import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../db/columns.ts';

/** 30 s single-use tickets for the live stream, bound to principal, site and Origin. */
export const liveTickets = pgTable('live_tickets', {
  hash: bytes('hash').primaryKey(),
  siteId: uuid('site_id').notNull(),
  tokenId: text('token_id').notNull(),
  origin: text('origin'),
  expiresAt: instant('expires_at').notNull(),
});
