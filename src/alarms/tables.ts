import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, seq } from '../db/columns.ts';
import { stateCheck } from '../db/state-check.ts';
import { type AlarmState, alarmLifecycle } from '../log/entry/alarm-lifecycle.ts';

/** An alarm is the nth alarm effect of the entry that raised it. Until it is resolved, the same matter again counts on it. */
export const alarms = pgTable(
  'alarms',
  {
    siteId: uuid('site_id').notNull(),
    raisedSeq: seq('raised_seq').notNull(),
    ordinal: smallint('ordinal').notNull(),
    kind: text('kind').notNull(),
    state: text('state').$type<AlarmState>().notNull(),
    /** Orthogonal to the state: a forced door stays active until it closes. */
    active: boolean('active').notNull(),
    priority: integer('priority').notNull(),
    doorId: text('door_id'),
    gatewayId: text('gateway_id'),
    personId: uuid('person_id'),
    raisedAt: instant('raised_at').notNull(),
    /** How often it was raised. */
    times: integer('times').notNull().default(1),
    /** The entries of its life, each the last of its sort: null = there is none. */
    repeatedSeq: seq('repeated_seq'),
    overSeq: seq('over_seq'),
    acknowledgedSeq: seq('acknowledged_seq'),
    resolvedSeq: seq('resolved_seq'),
    escalatedSeq: seq('escalated_seq'),
    outcome: text('outcome'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.raisedSeq, table.ordinal] }),
    index('alarms_open').on(table.siteId, table.state, table.raisedSeq),
    index('alarms_kind').on(table.siteId, table.kind, table.raisedSeq),
    index('alarms_active').on(table.siteId, table.kind, table.doorId, table.gatewayId).where(sql`active`),
    // Nulls are alike here, which the builder has no word for: the migration says so.
    uniqueIndex('alarms_one_open')
      .on(table.siteId, table.kind, table.doorId, table.gatewayId, table.personId)
      .where(sql`state <> 'resolved'`),
    stateCheck('alarms_state', alarmLifecycle),
    check('alarms_outcome', sql`outcome in ('real', 'false')`),
  ],
);
