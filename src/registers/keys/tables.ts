import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type KeySort, type KeyState, keyLifecycle } from './key-lifecycle.ts';

/** 鍵貸出簿: the keys of the zones, and who has each. One row a version; a code is one key of its zone for ever. */
export const zoneKeys = pgTable(
  'zone_keys',
  {
    siteId: uuid('site_id').notNull(),
    keyId: uuid('key_id').notNull(),
    ...versions(),
    zoneId: text('zone_id').notNull(),
    /** As its tag says. */
    code: text('code').notNull(),
    sort: text('sort').$type<KeySort>().notNull(),
    /** Where it is kept while nobody has it. */
    keptAt: text('kept_at').notNull(),
    state: text('state').$type<KeyState>().notNull(),
    /** Whoever has it, or had it when it was lost; null = it is kept. */
    holderId: uuid('holder_id'),
    /** By when it is to be back; null = it is not lent. */
    dueAt: instant('due_at'),
    changedAt: instant('changed_at').notNull(),
    /** The person or machine that lent it, took it back, or recorded what else became of it; null of what a program before it wrote. */
    changedBy: text('changed_by'),
    /** What it was lent or opened for, or why it is lost or ended. */
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.keyId, table.fromSeq] }),
    uniqueIndex('zone_keys_current').on(table.siteId, table.keyId).where(sql`until_seq is null`),
    uniqueIndex('zone_keys_code').on(table.siteId, table.zoneId, table.code).where(sql`until_seq is null`),
    index('zone_keys_holder').on(table.siteId, table.holderId).where(sql`until_seq is null`),
    stateCheck('zone_keys_state', keyLifecycle),
  ],
);
