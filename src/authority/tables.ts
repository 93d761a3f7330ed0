import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../db/columns.ts';

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
    /** null = from when it was given. */
    validFrom: instant('valid_from'),
    /** Exclusive; null = until it is ended. */
    validUntil: instant('valid_until'),
    /** What it is given for; a role of an administrator is given for nothing else (2.2.1.3(2)(c)(ア)). */
    duty: text('duty'),
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.fromSeq] }),
    uniqueIndex('role_assignments_current').on(table.assignmentId).where(sql`until_seq is null`),
    index('role_assignments_holder').on(table.holderId).where(sql`until_seq is null`),
  ],
);
