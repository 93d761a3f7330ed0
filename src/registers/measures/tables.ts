import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { versions } from '../../db/columns.ts';
import type { Hazard, MeasuredRow } from './measured-rows.ts';

/** 講じた対策: what was done in a zone to keep a row, by which evidence, and when it was looked at last. One row a version. */
export const zoneMeasures = pgTable(
  'zone_measures',
  {
    siteId: uuid('site_id').notNull(),
    measureId: uuid('measure_id').notNull(),
    ...versions(),
    zoneId: text('zone_id').notNull(),
    row: text('row').$type<MeasuredRow>().notNull(),
    /** Of 9a alone. */
    hazard: text('hazard').$type<Hazard>(),
    /** Of 9b alone: which power is cut, and by whom; a post, for it has to hold at night. */
    cutPower: text('cut_power'),
    cutBy: text('cut_by'),
    /** What was done. */
    what: text('what').notNull(),
    /** What shows it: a photograph, a certificate, the number of a document. */
    evidence: text('evidence').notNull(),
    takenOn: date('taken_on', { mode: 'string' }).notNull(),
    /** 点検: when it was found in order last; null = never since it was taken. */
    inspectedOn: date('inspected_on', { mode: 'string' }),
    /** What was found then. */
    found: text('found'),
    /** The last day by which it is to be inspected; null = nobody set one. */
    nextInspectionOn: date('next_inspection_on', { mode: 'string' }),
    recordedBy: uuid('recorded_by').notNull(),
    /** Why it stands no more. */
    endReason: text('end_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.measureId, table.fromSeq] }),
    uniqueIndex('zone_measures_current').on(table.siteId, table.measureId).where(sql`until_seq is null`),
    index('zone_measures_zone').on(table.siteId, table.zoneId).where(sql`until_seq is null`),
  ],
);
