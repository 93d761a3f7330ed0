import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { seq } from '../../db/columns.ts';

/** 訂正: which entries of a site's log put something of a visitor right; what it was and is stands there. An index of the log. */
export const visitorCorrections = pgTable(
  'visitor_corrections',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    seq: seq('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.memberId, table.seq] })],
);
