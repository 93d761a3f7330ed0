import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

/** 庁舎・事業所: the shard. */
export const sites = pgTable('sites', {
  siteId: uuid('site_id').primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** The ministry's own units (府省庁・部局・課室) and the bodies that share its buildings. */
export const organisations = pgTable(
  'organisations',
  {
    organisationId: uuid('organisation_id').notNull(),
    ...versions(),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.fromSeq] }),
    uniqueIndex('organisations_current').on(table.organisationId).where(sql`until_seq is null`),
  ],
);
