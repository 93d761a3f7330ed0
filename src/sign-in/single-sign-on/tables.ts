import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from '../../db/columns.ts';

/** Whom a provider means by a subject: never told by an e-mail or a name, which a provider may give to somebody else. */
export const providerLinks = pgTable(
  'provider_links',
  {
    linkId: uuid('link_id').primaryKey(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    loginId: text('login_id').notNull(),
    personId: uuid('person_id').notNull(),
    linkedAt: instant('linked_at').notNull(),
    usedAt: instant('used_at'),
    removedAt: instant('removed_at'),
  },
  (table) => [
    uniqueIndex('provider_links_subject').on(table.issuer, table.subject).where(sql`removed_at is null`),
    uniqueIndex('provider_links_login').on(table.loginId, table.issuer).where(sql`removed_at is null`),
  ],
);

/**
 * Ways to a provider and back that are not ended: whoever comes back with the cookie is who went. Deleted by the return, or once it is too late
 * for one.
 */
export const providerTrips = pgTable('provider_trips', {
  /** Of the secret in the cookie, from which all that is asked of the provider is derived: what stands here signs nobody in. */
  hash: bytes('hash').primaryKey(),
  /** The console it was begun at, by the public id of its secret: a browser that comes back from elsewhere does not show it. */
  consoleSecret: text('console_secret'),
  /** The session whose person links what they come back as; null where they sign in. */
  tokenId: text('token_id'),
  /** The version of the notice that was told before. */
  notice: integer('notice').notNull(),
  /** The page of ours to which they come back. */
  returnTo: text('return_to').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
