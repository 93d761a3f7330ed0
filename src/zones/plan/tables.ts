import { sql } from 'drizzle-orm';
import { jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { versions } from '../../db/columns.ts';

/** The elements of site plans, each with its versions: a plan is read whole and changed by its difference. */
export const planElements = pgTable(
  'plan_elements',
  {
    siteId: uuid('site_id').notNull(),
    kind: text('kind').notNull(),
    elementId: text('element_id').notNull(),
    ...versions(),
    body: jsonb('body').notNull(),
    /** Why it was closed while somebody was in it. */
    closedReason: text('closed_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.kind, table.elementId, table.fromSeq] }),
    uniqueIndex('plan_elements_current')
      .on(table.siteId, table.kind, table.elementId)
      .where(sql`until_seq is null`),
  ],
);
