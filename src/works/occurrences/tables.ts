import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { RoundLine } from './judge-round.ts';

/** 作業の実施: one time that a work was done, who attended it, and how many came and went. Each step of it is an entry. */
export const workOccurrences = pgTable(
  'work_occurrences',
  {
    siteId: uuid('site_id').notNull(),
    occurrenceId: uuid('occurrence_id').notNull(),
    permitId: uuid('permit_id').notNull(),
    /** 立会者 who is answerable now; null where no row asks for one. */
    attendantId: uuid('attendant_id'),
    begunAt: instant('begun_at').notNull(),
    workersIn: integer('workers_in').notNull(),
    endedAt: instant('ended_at'),
    workersOut: integer('workers_out'),
    result: text('result'),
    /** Of a round with points what was not as planned, by what was known at its end; null where none were asked. */
    round: jsonb('round').$type<readonly RoundLine[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.occurrenceId] }),
    index('work_occurrences_permit').on(table.siteId, table.permitId),
    uniqueIndex('work_occurrences_open').on(table.siteId, table.permitId).where(sql`ended_at is null`),
  ],
);
