import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, seq, versions } from '../../../db/columns.ts';
import { stateCheck } from '../../../db/state-check.ts';
import type { Erasure } from './erasure.ts';
import type { FindingKind, FindingOutcome } from './finding-kinds.ts';
import type { ItemBelonging } from './item-belongings.ts';
import type { ItemGrade } from './item-grade.ts';
import { type ItemState, itemLifecycle } from './item-lifecycle.ts';
import type { ItemMedium } from './item-media.ts';

/** 情報システムに関連する物品 (2.3.1.1(7)(a)(ア)(イ)): one row a version. Persons by id, never by name. */
export const items = pgTable(
  'items',
  {
    siteId: uuid('site_id').notNull(),
    itemId: uuid('item_id').notNull(),
    ...versions(),
    state: text('state').$type<ItemState>().notNull(),
    belongs: text('belongs').$type<ItemBelonging>().notNull(),
    /** Who answers for it: a person, or a member of a visit. */
    ownerId: uuid('owner_id').notNull(),
    /** The firm whose property it is, as written; null of the ministry's. */
    firm: text('firm'),
    registrantId: uuid('registrant_id').notNull(),
    /** What it is, in words. */
    item: text('item').notNull(),
    maker: text('maker'),
    model: text('model'),
    serial: text('serial'),
    medium: text('medium').$type<ItemMedium>().notNull(),
    grade: jsonb('grade').$type<ItemGrade>().notNull(),
    quantity: integer('quantity').notNull(),
    /** The number of the seal (封印) on it. */
    seal: text('seal'),
    erasure: jsonb('erasure').$type<Erasure>(),
    /** How many of it are inside. */
    present: integer('present').notNull(),
    /** Where they are; null where none is inside. */
    zoneId: text('zone_id'),
    /** Since when it is where it is. */
    since: instant('since').notNull(),
    /** Who carried it there; null where it always was. */
    carriedBy: uuid('carried_by'),
    /** The permit by which it is where it is; null where none was asked for. */
    permitId: uuid('permit_id'),
    /** It may stay although whoever carried it goes. */
    stays: boolean('stays').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.itemId, table.fromSeq] }),
    uniqueIndex('items_current').on(table.siteId, table.itemId).where(sql`until_seq is null`),
    index('items_owner').on(table.siteId, table.ownerId).where(sql`until_seq is null`),
    index('items_permit').on(table.siteId, table.permitId).where(sql`until_seq is null`),
    index('items_carried')
      .on(table.siteId, table.carriedBy)
      .where(sql`until_seq is null and state = 'inside' and not stays`),
    stateCheck('items_state', itemLifecycle),
  ],
);

/** What a look at what somebody carried left for the guard to see to, until somebody did. */
export const itemFindings = pgTable(
  'item_findings',
  {
    siteId: uuid('site_id').notNull(),
    findingId: uuid('finding_id').notNull(),
    /** Of the look, in the site's log. */
    foundSeq: seq('found_seq').notNull(),
    kind: text('kind').$type<FindingKind>().notNull(),
    /** null of what is not registered. */
    itemId: uuid('item_id'),
    /** What is not registered, in words; of a registered item the conditions that are not met. */
    words: text('words'),
    quantity: integer('quantity').notNull(),
    carrierId: uuid('carrier_id').notNull(),
    /** Where it was to leave from; null where nobody knows. */
    zoneId: text('zone_id'),
    foundAt: instant('found_at').notNull(),
    outcome: text('outcome').$type<FindingOutcome>(),
    /** An actor, by id. */
    settledBy: text('settled_by'),
    settledAt: instant('settled_at'),
    settledWords: text('settled_words'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.findingId] }),
    index('item_findings_open').on(table.siteId, table.findingId).where(sql`outcome is null`),
  ],
);
