import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

/** To whom a site's pool card is lent: a member of a visit, a 事前貸与者 of the day, or staff without their own card (臨時カード). */
export const loanBases = ['visit', 'card-lent', 'one-day'] as const;

export type LoanBasis = (typeof loanBases)[number];

/** The same in words. */
export const loanBasisNames = {
  visit: '訪問者',
  'card-lent': '事前貸与者',
  'one-day': '職員の臨時カード',
} as const satisfies Record<LoanBasis, string>;

/** A lent card is read as its holder's only while the loan runs; one current loan a card. */
export const loans = pgTable(
  'loans',
  {
    siteId: uuid('site_id').notNull(),
    cardId: uuid('card_id').notNull(),
    ...versions(),
    holderId: uuid('holder_id').notNull(),
    basis: text('basis').$type<LoanBasis>().notNull(),
    /** When it has to be back; a loan never ends by itself. */
    dueAt: instant('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.cardId, table.fromSeq] }),
    uniqueIndex('loans_current').on(table.siteId, table.cardId).where(sql`until_seq is null`),
    index('loans_holder').on(table.siteId, table.holderId).where(sql`until_seq is null`),
  ],
);
