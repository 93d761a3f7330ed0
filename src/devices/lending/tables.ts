import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type LentState, lentLifecycle } from './lent-lifecycle.ts';

/** 貸出簿: what a unit lends, one row a line. A thing with a number of its own is out once. */
export const bookLoans = pgTable(
  'book_loans',
  {
    siteId: uuid('site_id').notNull(),
    /** The code of the book, as the register of waivers has it. */
    book: text('book').notNull(),
    /** Of the line; the service counts them. */
    number: integer('number').notNull(),
    /** The unit (課室) that keeps the book; null = every unit does. */
    organisationId: uuid('organisation_id'),
    /** 管理番号 of the thing, where it has one. */
    code: text('code'),
    item: text('item').notNull(),
    borrowerId: uuid('borrower_id').notNull(),
    lentBy: uuid('lent_by').notNull(),
    lentAt: instant('lent_at').notNull(),
    /** Exclusive: by when it is back. */
    dueAt: instant('due_at').notNull(),
    state: text('state').$type<LentState>().notNull(),
    /** Who took it back, or told that it is lost, and when. */
    endedBy: uuid('ended_by'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.book, table.number] }),
    uniqueIndex('book_loans_out').on(table.siteId, table.book, table.code).where(sql`state <> 'returned'`),
    index('book_loans_due').on(table.siteId, table.dueAt).where(sql`state = 'lent'`),
    stateCheck('book_loans_state', lentLifecycle),
  ],
);
