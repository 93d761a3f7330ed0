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
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { Care } from '../rule/care.ts';
import type { DeliveredThing } from '../rule/delivered-things.ts';
import type { InformationGrade } from '../rule/information-grade.ts';
import type { Receiver } from '../rule/receiver.ts';
import type { DeliveryWay } from '../rule/ways.ts';
import { type DeliveryState, deliveryLifecycle } from './delivery-lifecycle.ts';

/** 受渡し and 文書使送: what was handed over, one row a version. Persons by id, never by name. */
export const deliveries = pgTable(
  'deliveries',
  {
    siteId: uuid('site_id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    ...versions(),
    way: text('way').$type<DeliveryWay>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    thing: text('thing').$type<DeliveredThing>().notNull(),
    /** Where it was handed over; null of 文書使送. */
    zoneId: text('zone_id'),
    /** The firm, as written; null of 文書使送. */
    carrier: text('carrier'),
    pieces: integer('pieces').notNull(),
    care: text('care').$type<Care>().notNull(),
    slip: text('slip'),
    /** The 課室 it is for, or of 引渡し whose it is; null while nobody has told. */
    sectionId: uuid('section_id'),
    /** Of 文書使送 the 課室 that sends; else nobody. */
    senderId: uuid('sender_id'),
    /** Who of the staff took it over from the carrier, handed it to them, or sent it. */
    handledBy: uuid('handled_by').notNull(),
    /** 受渡業者 who came into a class; of 文書使送 who carries it. */
    courierId: uuid('courier_id'),
    /** Why it could not be helped that they came in. */
    entryReason: text('entry_reason'),
    grade: jsonb('grade').$type<InformationGrade>(),
    /** As counted at the beginning, and at the end. */
    sheets: integer('sheets'),
    sheetsCollected: integer('sheets_collected'),
    /** 移送・提供の許可 (METI 13): the id of its permit. */
    transferPermission: text('transfer_permission'),
    /** To whom information was given; of 文書使送 the 課室 it is for, and of what came in nobody. */
    receiver: jsonb('receiver').$type<Receiver>(),
    /** The permit that was asked for, and found. */
    permitId: uuid('permit_id'),
    takenAt: instant('taken_at').notNull(),
    collectedBy: uuid('collected_by'),
    collectedAt: instant('collected_at'),
    /** Why it was returned, put back, or is for another. */
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.deliveryId, table.fromSeq] }),
    uniqueIndex('deliveries_current').on(table.siteId, table.deliveryId).where(sql`until_seq is null`),
    index('deliveries_waiting')
      .on(table.siteId, table.sectionId, table.takenAt)
      .where(sql`until_seq is null and state = 'waiting'`),
    index('deliveries_transferred')
      .on(table.siteId, table.transferPermission)
      .where(sql`until_seq is null and transfer_permission is not null`),
    stateCheck('deliveries_state', deliveryLifecycle),
  ],
);

/** Which 課室 ask for the number of the slip of everything that comes for them. */
export const deliverySections = pgTable(
  'delivery_sections',
  {
    siteId: uuid('site_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    ...versions(),
    asksSlip: boolean('asks_slip').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.organisationId, table.fromSeq] }),
    uniqueIndex('delivery_sections_current')
      .on(table.siteId, table.organisationId)
      .where(sql`until_seq is null`),
  ],
);
