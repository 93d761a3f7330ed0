import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { LoanBasis } from '../../people/loans/tables.ts';
import { type PassState, passLifecycle } from './pass-lifecycle.ts';

/**
 * A pass of a site's desk: a pool card with its numeral, or the numeral alone on paper. One row a pass, so that none is ever
 * both in stock and lent.
 */
export const passes = pgTable(
  'passes',
  {
    siteId: uuid('site_id').notNull(),
    passId: uuid('pass_id').notNull(),
    ...versions(),
    /** As printed on it; read aloud and typed in. */
    numeral: text('numeral').notNull(),
    /** Whom it is for, and so what it looks like (別表1 行36). */
    basis: text('basis').$type<LoanBasis>().notNull(),
    /** The highest class of the zones it is worn in: its pattern. */
    highestClass: integer('highest_class').notNull(),
    /** null = paper. */
    cardId: uuid('card_id'),
    state: text('state').$type<PassState>().notNull(),
    stateReason: text('state_reason'),
    /** Who has it while it is lent; of one that did not come back, who had it last. */
    holderId: uuid('holder_id'),
    lentAt: instant('lent_at'),
    dueAt: instant('due_at'),
    /** The holder's own cards that were suspended for it (臨時カード). */
    suspendedCardIds: uuid('suspended_card_ids').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.passId, table.fromSeq] }),
    uniqueIndex('passes_current').on(table.siteId, table.passId).where(sql`until_seq is null`),
    uniqueIndex('passes_numeral')
      .on(table.siteId, table.numeral)
      .where(sql`until_seq is null and state <> 'withdrawn'`),
    uniqueIndex('passes_card').on(table.cardId).where(sql`until_seq is null and state <> 'withdrawn'`),
    uniqueIndex('passes_holder')
      .on(table.siteId, table.holderId)
      .where(sql`until_seq is null and state = 'lent'`),
    index('passes_by_state').on(table.siteId, table.state, table.passId).where(sql`until_seq is null`),
    stateCheck('passes_state', passLifecycle),
  ],
);
