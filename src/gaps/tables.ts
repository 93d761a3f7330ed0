import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../db/columns.ts';
import type { GapCounts } from './gap-line.ts';
import type { OpenLine } from './open-line.ts';

/** 不足報告の署名: what whoever answers for a site signed, by the entry that says so. It stays. */
export const gapSignings = pgTable(
  'gap_signings',
  {
    siteId: uuid('site_id').notNull(),
    /** The entry of the signing. */
    seq: seq('seq').notNull(),
    signedAt: instant('signed_at').notNull(),
    signedBy: uuid('signed_by').notNull(),
    /** The package of rules, and since which entry the rules of the site were what they are. */
    policy: text('policy').notNull(),
    rulesSeq: seq('rules_seq').notNull(),
    digest: text('digest').notNull(),
    counts: jsonb('counts').$type<GapCounts>().notNull(),
    /** The lines that were open, by which the next report is compared. */
    open: jsonb('open').$type<readonly OpenLine[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.seq] })],
);
