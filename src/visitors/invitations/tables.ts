import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** 案内状: a random id by which a visit is found at the desk; it says nothing by itself. */
export const invitations = pgTable(
  'invitations',
  {
    siteId: uuid('site_id').notNull(),
    /** 128 random bits, in letters and digits that are read without mistake. */
    invitationId: text('invitation_id').notNull(),
    visitId: uuid('visit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.invitationId] }),
    uniqueIndex('invitations_visit').on(table.siteId, table.visitId),
  ],
);
