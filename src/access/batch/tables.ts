import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, int8multirange, seq } from '../../db/columns.ts';

/** Which seqs of a gateway's buffer have counted: exact for ever, its holes are the gaps (I3). */
export const gatewayEpochs = pgTable(
  'gateway_epochs',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    epoch: uuid('epoch').notNull(),
    seen: int8multirange('seen').notNull(),
    startedAt: instant('started_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.gatewayId, table.epoch] })],
);

/** What was answered to an event; kept 90 days. */
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
    /** seq of the entry; null where the event made none (an unchanged heartbeat). */
    seq: seq('seq'),
    recordedAt: instant('recorded_at').notNull(),
    answer: text('answer').notNull(),
    /** When it happened by the gateway's clock; null where that could not be read. */
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
  (table) => [primaryKey({ columns: [table.siteId, table.seq] })],
);

/** What a gateway last said of itself. */
export const gatewayStates = pgTable(
  'gateway_states',
  {
    siteId: uuid('site_id').notNull(),
    gatewayId: text('gateway_id').notNull(),
    heardAt: instant('heard_at').notNull(),
    /** The gateway's clock minus ours at that moment, in milliseconds. */
    clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.gatewayId] })],
);
