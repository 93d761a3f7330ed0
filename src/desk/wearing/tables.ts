import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

/** Who need not wear their card for a while (別表2 行3), because the head of their section says so. It opens no door. */
export const wearingExcuses = pgTable(
  'wearing_excuses',
  {
    siteId: uuid('site_id').notNull(),
    excuseId: uuid('excuse_id').notNull(),
    ...versions(),
    personId: uuid('person_id').notNull(),
    /** The section whose head excused. */
    organisationId: uuid('organisation_id').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; when it was ended before, that moment. */
    validUntil: instant('valid_until').notNull(),
    reason: text('reason').notNull(),
    /** Actor, by id. */
    givenBy: text('given_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.excuseId, table.fromSeq] }),
    uniqueIndex('wearing_excuses_current').on(table.siteId, table.excuseId).where(sql`until_seq is null`),
    index('wearing_excuses_person').on(table.siteId, table.personId).where(sql`until_seq is null`),
  ],
);
