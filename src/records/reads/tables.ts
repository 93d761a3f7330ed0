import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../../db/columns.ts';

/**
 * Who read personal data, and how many rows of it, or persons: one row a read, written without a head, so that doors never wait for readers. Once a
 * minute they are told in the log of their site; what was asked for, which may name somebody, stands here only until then.
 */
export const personalReads = pgTable(
  'personal_reads',
  {
    siteId: uuid('site_id').notNull(),
    readId: uuid('read_id').notNull(),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id').notNull(),
    /** Which record, or which operation. */
    what: text('what').notNull(),
    /** As it was asked for; null once told. */
    query: text('query'),
    begunAt: instant('begun_at').notNull(),
    /** How many rows were given out; null while it goes on. */
    rows: integer('rows'),
    /** Who of them is known by an id, as far as it is known when it begins, and all at its end; null = read before this was kept. */
    persons: uuid('persons').array(),
    endedAt: instant('ended_at'),
    /** The entry that told of it. */
    toldSeq: seq('told_seq'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.readId] }),
    index('personal_reads_untold').on(table.siteId, table.readId).where(sql`told_seq is null`),
    index('personal_reads_begun').on(table.siteId, table.begunAt),
  ],
);
