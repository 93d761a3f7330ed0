import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../../db/columns.ts';
import type { SafetyArticle } from './safety-articles.ts';

/** 安全管理措置の規程 (METI 76, 79, 81): each version of what the 統括情報セキュリティ責任者 laid down under an article. Never changed; a later one takes its place. */
export const safetyTexts = pgTable(
  'safety_texts',
  {
    textId: uuid('text_id').primaryKey(),
    article: text('article').$type<SafetyArticle>().notNull(),
    title: text('title').notNull(),
    /** The number of the document. */
    document: text('document').notNull(),
    /** As the document calls it: 第3版, 令和8年4月1日改正. */
    version: text('version').notNull(),
    /** From when it is in force. */
    inForceFrom: instant('in_force_from').notNull(),
    laidDownBy: uuid('laid_down_by').notNull(),
    /** Of the ministry's log. */
    seq: seq('seq').notNull(),
  },
  (table) => [index('safety_texts_article').on(table.article, table.inForceFrom)],
);
