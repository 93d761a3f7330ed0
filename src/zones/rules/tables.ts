import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

/** Granted applications (別表1 禁) and exceptions (例外措置) that open a row in a zone for a time: one row for each row and zone of a permit. */
export const openings = pgTable(
  'openings',
  {
    siteId: uuid('site_id').notNull(),
    /** The permit's. */
    openingId: uuid('opening_id').notNull(),
    ...versions(),
    /** `application` or `exception` */
    kind: text('kind').notNull(),
    zoneId: text('zone_id').notNull(),
    row: text('row').notNull(),
    basis: text('basis').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.openingId, table.zoneId, table.row, table.fromSeq] }),
  ],
);
