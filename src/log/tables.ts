import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, seq } from '../db/columns.ts';
import type { CountedSort } from './entry/counted-sorts.ts';
import { isOfRareKind } from './entry/frequent-kinds.ts';

/** One row a log: the site's (庁舎・事業所) or the ministry's. Holding it is the right to write the hot tables and to append. */
export const heads = pgTable('heads', {
  siteId: uuid('site_id').primaryKey(),
  epoch: uuid('epoch').notNull(),
  seq: seq('seq').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  /** seq of the last entry that changed what decides passages here. */
  rulesSeq: seq('rules_seq').notNull(),
  systemIdentifier: text('system_identifier').notNull(),
  timeline: integer('timeline').notNull(),
  /** The epochs that ended with a `restored` entry, in their order: what was lost with them is known. */
  pastEpochs: uuid('past_epochs').array().notNull().default(sql`'{}'::uuid[]`),
  /** Seals the cursors of this log: only what was told by it can be shown to be missing from it. Random, never told. */
  cursorKey: bytes('cursor_key')
    .notNull()
    .default(sql`sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`),
});

/** Canonical texts (RFC 8785) in commit order; every other column is an index of the text. Partitioned by month. */
export const entries = pgTable(
  'entries',
  {
    siteId: uuid('site_id').notNull(),
    seq: seq('seq').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id').notNull(),
    personId: uuid('person_id'),
    cardId: uuid('card_id'),
    doorId: text('door_id'),
    zones: text('zones').array(),
    verdict: text('verdict'),
    reasons: text('reasons').array(),
    text: text('text').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.seq, table.recordedAt] }),
    index('entries_person').on(table.siteId, table.personId, table.seq),
    index('entries_card').on(table.siteId, table.cardId, table.seq),
    index('entries_door').on(table.siteId, table.doorId, table.seq),
    index('entries_time').on(table.siteId, table.recordedAt, table.seq),
    // Of few entries each: what an ordinary passage leaves is in neither.
    index('entries_rare_kind').on(table.siteId, table.kind, table.seq).where(sql.raw(isOfRareKind)),
    // Of many refusals few have a rare reason: which, the index tells by itself.
    index('entries_refusal')
      .on(table.siteId, table.seq, table.recordedAt, table.reasons)
      .where(sql`verdict <> 'grant'`),
  ],
);

/**
 * Whoever an entry names beside the one person of its column, each a row: written only where there are such persons.
 * An index of the texts like the columns; partitioned by month with the entries it leads to.
 */
export const entryPersons = pgTable(
  'entry_persons',
  {
    siteId: uuid('site_id').notNull(),
    personId: uuid('person_id').notNull(),
    seq: seq('seq').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.personId, table.seq, table.recordedAt] })],
);

/**
 * How many entries of a month are of one person, one card, one kind or one reason of refusals, as far as they were counted (`count_entries`, a
 * function of the owner): a month that is over and has no row of something is not looked through for it.
 */
export const monthCounts = pgTable(
  'month_counts',
  {
    siteId: uuid('site_id').notNull(),
    sort: text('sort').$type<CountedSort>().notNull(),
    value: text('value').notNull(),
    /** Its beginning. */
    month: instant('month').notNull(),
    entries: integer('entries').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.sort, table.value, table.month] })],
);

/** From where and how far each log was counted by months; a log without a row was not. */
export const countedLogs = pgTable('counted_logs', {
  siteId: uuid('site_id').primaryKey(),
  /** From which month on every one was counted: older ones may have been out then, and be put back. */
  since: instant('since').notNull(),
  /** The last entry that was counted. */
  seq: seq('seq').notNull(),
  /** The beginning of its month: of the months from `since` to it, exclusive, every entry was counted. */
  until: instant('until').notNull(),
});

/** SHA-256(0x00 ‖ text) of every entry (RFC 6962 §2.1); never pruned, so proofs outlive the texts (I10). */
export const leafHashes = pgTable(
  'leaf_hashes',
  { siteId: uuid('site_id').notNull(), seq: seq('seq').notNull(), hash: bytes('hash').notNull() },
  (table) => [primaryKey({ columns: [table.siteId, table.seq] })],
);

/**
 * The presence effects of entries, of the past too, each once more under its person: where somebody was between two instants,
 * without reading the texts. Written with the entries and rebuilt from them, like their columns.
 */
export const moves = pgTable(
  'moves',
  {
    siteId: uuid('site_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** When it was learnt. Never falls as seq rises. */
    recordedAt: instant('recorded_at').notNull(),
    seq: seq('seq').notNull(),
    /** Which of the entry's effects. */
    ordinal: smallint('ordinal').notNull(),
    at: instant('at').notNull(),
    /** When the person came there: by it, then seq and ordinal, the moves of a person are in their order. */
    happenedAt: instant('happened_at').notNull(),
    /** null = from here on nobody knows. */
    zoneId: text('zone_id'),
    certainty: text('certainty').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.personId, table.happenedAt, table.seq, table.ordinal] }),
    index('moves_zone').on(table.siteId, table.zoneId, table.happenedAt),
  ],
);

/** What an entry's `personal` digest covers; partitioned by record class, then month, so that it can be erased by date (I10). */
export const personalRecords = pgTable(
  'personal_records',
  {
    recordClass: text('record_class').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    siteId: uuid('site_id').notNull(),
    seq: seq('seq').notNull(),
    salt: bytes('salt').notNull(),
    /** Canonical JSON, as digested. */
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.seq, table.recordClass, table.recordedAt] })],
);

/** Idempotency-Key of a POST that creates; written in the act's own transaction, kept 7 days. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    holder: text('holder').notNull(),
    key: text('key').notNull(),
    digest: bytes('digest').notNull(),
    answer: text('answer'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.holder, table.key] })],
);
