import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, int8multirange, seq } from '../../db/columns.ts';

/**
 * Which seqs of a gateway's buffer have counted, exact for ever (I3): those from `first_seq` to `newest_seq` but its
 * `gatewayHoles`. However a gateway numbers, one event costs one row at most.
 */
export const gatewayEpochs = pgTable(
  'gateway_epochs',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    epoch: uuid('epoch').notNull(),
    /** Of programs before `gatewayHoles`; read by none, dropped in a later release. */
    seen: int8multirange('seen'),
    firstSeq: bigint('first_seq', { mode: 'number' }).notNull(),
    newestSeq: bigint('newest_seq', { mode: 'number' }).notNull(),
    /** When the newest happened that told its gateway's clock (`clockTold`), by that clock; null: none did. */
    newestAt: instant('newest_at'),
    /** When the first of the reads was made that tell another time and keep pace since (`judgePace`), by the gateway's clock; null: none did. */
    paceAt: instant('pace_at'),
    /** When it was recorded. */
    paceSince: instant('pace_since'),
    /** How many holes there are. */
    holes: integer('holes').notNull().default(0),
    startedAt: instant('started_at').notNull(),
    /** The greatest seq whose receipt went by its age; null: none did. */
    forgottenSeq: bigint('forgotten_seq', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.gatewayId, table.epoch] })],
);

/** Seqs between others of a gateway's buffer that have not counted, both ends of a hole among them. */
export const gatewayHoles = pgTable(
  'gateway_holes',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    epoch: uuid('epoch').notNull(),
    fromSeq: bigint('from_seq', { mode: 'number' }).notNull(),
    toSeq: bigint('to_seq', { mode: 'number' }).notNull(),
    since: instant('since').notNull(),
    /** One of `holeStates`. */
    state: text('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.gatewayId, table.epoch, table.fromSeq] }),
    index('gateway_holes_missing')
      .on(table.siteId, table.gatewayId, table.state)
      .where(sql`state in ('fresh', 'missing')`),
    check('gateway_holes_state', sql`state in ('fresh', 'missing', 'closed', 'skipped')`),
  ],
);

/** What was answered to an event; kept 90 days. A heartbeat that changes nothing has none: its number has counted, and nothing else is asked of it. */
export const receipts = pgTable(
  'receipts',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    epoch: uuid('epoch').notNull(),
    gatewaySeq: bigint('gateway_seq', { mode: 'number' }).notNull(),
    digest: bytes('digest').notNull(),
    /** Of programs before `eventConflicts`; read by none, dropped in a later release. */
    conflictDigest: bytes('conflict_digest'),
    /** The same. */
    conflictAnswer: text('conflict_answer'),
    /** seq of the entry; null where the event made none. */
    seq: seq('seq'),
    recordedAt: instant('recorded_at').notNull(),
    answer: text('answer').notNull(),
    /** How far the gateway's clock was told with it: when it happened, or, of a live read, what was newer; null where it could not be read. */
    at: instant('at'),
    /** The door or condition it told of, in the words of `topicsOf`; null = none that has an order. */
    topic: text('topic'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.gatewayId, table.epoch, table.gatewaySeq] }),
    index('receipts_age').using('brin', table.recordedAt),
    index('receipts_topic')
      .on(table.siteId, table.gatewayId, table.epoch, table.topic, table.gatewaySeq)
      .where(sql`topic is not null`),
  ],
);

/** What came under the key of an event that has counted and says something else: each counts once, like an event of its own. */
export const eventConflicts = pgTable(
  'event_conflicts',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    epoch: uuid('epoch').notNull(),
    gatewaySeq: bigint('gateway_seq', { mode: 'number' }).notNull(),
    digest: bytes('digest').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    answer: text('answer').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.gatewayId, table.epoch, table.gatewaySeq, table.digest] }),
  ],
);

/** Events that could not be read or decided, with the text received; the entry beside them never holds it. */
export const quarantinedEvents = pgTable(
  'quarantined_events',
  {
    siteId: uuid('site_id').notNull(),
    seq: seq('seq').notNull(),
    gatewayId: text('gateway_id').notNull(),
    received: text('received').notNull(),
    fault: text('fault').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.seq] }),
    index('quarantined_of_gateway').on(table.siteId, table.gatewayId, table.recordedAt),
  ],
);

/** What a gateway last said of itself. */
export const gatewayStates = pgTable(
  'gateway_states',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    heardAt: instant('heard_at').notNull(),
    /** The gateway's clock minus ours when it told the time last, in milliseconds; null where it never did. */
    clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.gatewayId] })],
);
