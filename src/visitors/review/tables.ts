import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

/** 代理: who reviews for a host within a period. */
export const deputies = pgTable(
  'deputies',
  {
    siteId: uuid('site_id').notNull(),
    deputyId: uuid('deputy_id').notNull(),
    ...versions(),
    hostId: uuid('host_id').notNull(),
    personId: uuid('person_id').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; never without an end. */
    validUntil: instant('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.deputyId, table.fromSeq] }),
    uniqueIndex('deputies_current').on(table.siteId, table.deputyId).where(sql`until_seq is null`),
    index('deputies_host').on(table.siteId, table.hostId).where(sql`until_seq is null`),
    index('deputies_person').on(table.siteId, table.personId).where(sql`until_seq is null`),
  ],
);

/** A call about a host, to them or whom else the desk calls, that nobody answered: from the first of them on counts when to call again. */
export const unansweredCalls = pgTable(
  'unanswered_calls',
  {
    siteId: uuid('site_id').notNull(),
    callId: uuid('call_id').notNull(),
    destinationId: uuid('destination_id').notNull(),
    calledId: uuid('called_id').notNull(),
    extension: text('extension').notNull(),
    at: instant('at').notNull(),
    calledBy: text('called_by').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.callId] }),
    index('unanswered_calls_destination').on(table.siteId, table.destinationId),
  ],
);
