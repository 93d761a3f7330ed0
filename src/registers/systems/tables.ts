import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { versions } from '../../db/columns.ts';

/** A zone of a site where a system, or a part of it, stands. */
export type SystemPlace = { readonly site: string; readonly zone: string };

/** 情報システム as far as zones are concerned: a pointer into the 台帳 (METI 41), never the 台帳 itself. The ministry's; one row a version. */
export const informationSystems = pgTable(
  'information_systems',
  {
    systemId: uuid('system_id').notNull(),
    ...versions(),
    name: text('name').notNull(),
    /** Its number in the 政府情報システム管理データベース; null where it is not to be entered there. */
    databaseNumber: text('database_number'),
    /** 所管課室 */
    organisationId: uuid('organisation_id').notNull(),
    /** 情報システムセキュリティ責任者 */
    officerId: uuid('officer_id').notNull(),
    /** 格付 of the information it handles, the highest of each. */
    confidentiality: integer('confidentiality').notNull(),
    integrity: integer('integrity').notNull(),
    availability: integer('availability').notNull(),
    places: jsonb('places').$type<readonly SystemPlace[]>().notNull(),
    /** Why it is in use no more. */
    endReason: text('end_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.systemId, table.fromSeq] }),
    uniqueIndex('information_systems_current').on(table.systemId).where(sql`until_seq is null`),
    uniqueIndex('information_systems_number')
      .on(table.databaseNumber)
      .where(sql`until_seq is null and end_reason is null`),
  ],
);

/** 区域の情報システムの確認: whoever answers for a zone found no system there that is not registered. The last one of a zone stands. */
export const systemSurveys = pgTable(
  'system_surveys',
  {
    siteId: uuid('site_id').notNull(),
    zoneId: text('zone_id').notNull(),
    ...versions(),
    surveyedOn: date('surveyed_on', { mode: 'string' }).notNull(),
    surveyedBy: uuid('surveyed_by').notNull(),
    /** How it was looked for. */
    how: text('how').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.zoneId, table.fromSeq] }),
    uniqueIndex('system_surveys_current').on(table.siteId, table.zoneId).where(sql`until_seq is null`),
  ],
);
