import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

/** A section or duty officer (当直) extends the hours of a unit for tonight. */
export const scheduleExtensions = pgTable(
  'schedule_extensions',
  {
    siteId: uuid('site_id').notNull(),
    extensionId: uuid('extension_id').notNull(),
    ...versions(),
    organisationId: uuid('organisation_id').notNull(),
    reason: text('reason').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.extensionId, table.fromSeq] }),
    index('schedule_extensions_unit').on(table.siteId, table.organisationId),
  ],
);
