import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, seq } from '../../db/columns.ts';
import type { InspectionResult } from './inspection-results.ts';

/** 荷物検査 (2.3.1.1(7)(a)(ウ), 別表2 row 7): whose things were looked through, when, before which zone, and with what result. */
export const inspections = pgTable(
  'inspections',
  {
    siteId: uuid('site_id').notNull(),
    inspectionId: uuid('inspection_id').notNull(),
    /** Of the site's log. */
    inspectedSeq: seq('inspected_seq').notNull(),
    /** A person, or a member of a visit. */
    personId: uuid('person_id').notNull(),
    /** The zone they are about to enter. */
    zoneId: text('zone_id').notNull(),
    result: text('result').$type<InspectionResult>().notNull(),
    /** 預り品 that were taken of them. */
    thingIds: uuid('thing_ids').array().notNull(),
    words: text('words'),
    /** An actor, by id. */
    inspectedBy: text('inspected_by').notNull(),
    inspectedAt: instant('inspected_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.inspectionId] }),
    index('inspections_person').on(table.siteId, table.personId),
  ],
);
