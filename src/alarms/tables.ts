import { boolean, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../db/columns.ts';

/** An alarm is the nth alarm effect of the entry that raised it. */
export const alarms = pgTable(
  'alarms',
  {
    siteId: uuid('site_id').notNull(),
    raisedSeq: seq('raised_seq').notNull(),
    ordinal: smallint('ordinal').notNull(),
    kind: text('kind').notNull(),
    state: text('state').notNull(),
    /** Orthogonal to the state: a forced door stays active until it closes. */
    active: boolean('active').notNull(),
    priority: integer('priority').notNull(),
    doorId: text('door_id'),
    gatewayId: text('gateway_id'),
    personId: uuid('person_id'),
    raisedAt: instant('raised_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.raisedSeq, table.ordinal] }),
    index('alarms_open').on(table.siteId, table.state, table.raisedSeq),
    index('alarms_active').on(table.siteId, table.kind, table.active),
  ],
);
