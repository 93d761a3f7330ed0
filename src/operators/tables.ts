import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, versions } from '../db/columns.ts';

/** Who holds which role where. Approvers who gave each other a role in the last 7 days do not count as two. */
export const roleAssignments = pgTable(
  'role_assignments',
  {
    assignmentId: uuid('assignment_id').notNull(),
    ...versions(),
    /** A person's id, or a machine's name. */
    holderType: text('holder_type').notNull(),
    holderId: text('holder_id').notNull(),
    role: text('role').notNull(),
    /** null = every site. */
    siteId: uuid('site_id'),
    /** A zone for zone-officer and zone-clerk, an organisation for section-officer. */
    scope: text('scope'),
    givenBy: text('given_by').notNull(),
    givenAt: instant('given_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.fromSeq] }),
    uniqueIndex('role_assignments_current').on(table.assignmentId).where(sql`until_seq is null`),
    index('role_assignments_holder').on(table.holderId).where(sql`until_seq is null`),
  ],
);

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
  (table) => [index('api_tokens_holder').on(table.holderType, table.holderId)],
);

/** 30 s single-use tickets for the live stream, bound to principal, site and Origin. */
export const liveTickets = pgTable('live_tickets', {
  hash: bytes('hash').primaryKey(),
  siteId: uuid('site_id').notNull(),
  tokenId: text('token_id').notNull(),
  origin: text('origin'),
  expiresAt: instant('expires_at').notNull(),
});
