import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type KeptThingState, keptThingLifecycle } from './kept-thing-lifecycle.ts';

/** 預り品: one thing in one slot of the desk, and who took it and handed it back. A slot holds one thing at a time. */
export const keptThings = pgTable(
  'kept_things',
  {
    siteId: uuid('site_id').notNull(),
    thingId: uuid('thing_id').notNull(),
    ...versions(),
    /** Whose it is: a member of a visit, or a person. */
    ownerId: uuid('owner_id').notNull(),
    item: text('item').notNull(),
    /** As printed on it. */
    slot: text('slot').notNull(),
    state: text('state').$type<KeptThingState>().notNull(),
    /** Actors, by id. */
    takenBy: text('taken_by').notNull(),
    takenAt: instant('taken_at').notNull(),
    handedBackBy: text('handed_back_by'),
    handedBackAt: instant('handed_back_at'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.thingId, table.fromSeq] }),
    uniqueIndex('kept_things_current').on(table.siteId, table.thingId).where(sql`until_seq is null`),
    uniqueIndex('kept_things_slot')
      .on(table.siteId, table.slot)
      .where(sql`until_seq is null and state = 'kept'`),
    index('kept_things_owner').on(table.siteId, table.ownerId).where(sql`until_seq is null`),
    stateCheck('kept_things_state', keptThingLifecycle),
  ],
);
