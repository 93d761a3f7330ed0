import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type LentState, lentLifecycle } from '../lending/lent-lifecycle.ts';
import type { TokenSort } from '../photography/photography-terms.ts';
import type { ReviewResult } from './review-results.ts';

/** 腕章・記章 that were lent for a photography permit, one row a loan. None is lent twice until it is back. */
export const photographyTokens = pgTable(
  'photography_tokens',
  {
    siteId: uuid('site_id').notNull(),
    permitId: uuid('permit_id').notNull(),
    sort: text('sort').$type<TokenSort>().notNull(),
    /** As printed on it. */
    number: text('number').notNull(),
    lentSeq: seq('lent_seq').notNull(),
    holderId: uuid('holder_id').notNull(),
    state: text('state').$type<LentState>().notNull(),
    lentAt: instant('lent_at').notNull(),
    returnedAt: instant('returned_at'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.permitId, table.sort, table.number, table.lentSeq] }),
    uniqueIndex('photography_tokens_out')
      .on(table.siteId, table.sort, table.number)
      .where(sql`state <> 'returned'`),
    stateCheck('photography_tokens_state', lentLifecycle),
  ],
);

/** 撮影内容の確認: what somebody who permitted found of what was taken. One of a permit stands. */
export const photographyReviews = pgTable(
  'photography_reviews',
  {
    siteId: uuid('site_id').notNull(),
    permitId: uuid('permit_id').notNull(),
    reviewedSeq: seq('reviewed_seq').notNull(),
    reviewedBy: uuid('reviewed_by').notNull(),
    reviewedAt: instant('reviewed_at').notNull(),
    result: text('result').$type<ReviewResult>().notNull(),
    words: text('words'),
    /** From where on it counts for nothing: a deputy looked, and the officer did not accept it (後閲). */
    refusedSeq: seq('refused_seq'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.permitId, table.reviewedSeq] }),
    uniqueIndex('photography_reviews_standing')
      .on(table.siteId, table.permitId)
      .where(sql`refused_seq is null`),
  ],
);
