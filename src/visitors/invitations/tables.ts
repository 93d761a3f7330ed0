import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** 案内状: a random id by which a visit is found at the desk; it says nothing by itself. */
export const invitations = pgTable(
  'invitations',
  {
    siteId: uuid('site_id').notNull(),
    /** As `newInvitationId` makes it. */
    invitationId: text('invitation_id').notNull(),
    visitId: uuid('visit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.invitationId] }),
    uniqueIndex('invitations_visit').on(table.siteId, table.visitId),
  ],
);
