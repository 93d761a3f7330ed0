import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../db/columns.ts';

/** Bearer tokens: 256 random bits behind a public id, stored as SHA-256, naming a person or a machine. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    tokenId: text('token_id').primaryKey(),
    hash: bytes('hash').notNull(),
    holderType: text('holder_type').notNull(),
    /** A person's id, a gateway's id or a machine's name. */
    holderId: text('holder_id').notNull(),
    /** The site of a gateway; a gateway belongs to one site for life. */
    siteId: uuid('site_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    index('api_tokens_holder').on(table.holderType, table.holderId),
    // The first of a gateway: of one name there is one at every site.
    index('api_tokens_gateway')
      .on(table.siteId, table.holderId, table.createdAt)
      .where(sql`holder_type = 'gateway'`),
  ],
);
