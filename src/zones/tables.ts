import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../db/columns.ts';

/** 庁舎・事業所: the shard. */
export const sites = pgTable('sites', {
  siteId: uuid('site_id').primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** The elements of site plans, each with its versions: a plan is read whole and changed by its difference. */
export const planElements = pgTable(
  'plan_elements',
  {
    siteId: uuid('site_id').notNull(),
    kind: text('kind').notNull(),
    elementId: text('element_id').notNull(),
    ...versions(),
    body: jsonb('body').notNull(),
    /** Why it was closed while somebody was in it. */
    closedReason: text('closed_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.kind, table.elementId, table.fromSeq] }),
    uniqueIndex('plan_elements_current')
      .on(table.siteId, table.kind, table.elementId)
      .where(sql`until_seq is null`),
  ],
);

/** The ministry's own units (府省庁・部局・課室) and the bodies that share its buildings. */
export const organisations = pgTable(
  'organisations',
  {
    organisationId: uuid('organisation_id').notNull(),
    ...versions(),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.fromSeq] }),
    uniqueIndex('organisations_current').on(table.organisationId).where(sql`until_seq is null`),
  ],
);

/** 府省庁の判断: what an organisation determined for a row and class. */
export const determinations = pgTable(
  'determinations',
  {
    determinationId: uuid('determination_id').notNull(),
    ...versions(),
    organisationId: uuid('organisation_id').notNull(),
    policy: text('policy').notNull(),
    /** `proposed` by a person and in force for nobody, or `adopted`. */
    state: text('state').notNull(),
    row: text('row').notNull(),
    class: integer('class').notNull(),
    value: text('value').notNull(),
    words: text('words').notNull(),
    basis: text('basis').notNull(),
    /** The other body that holds the duty (管理官庁・ビル管理会社), with what confirmed it. */
    heldBy: jsonb('held_by'),
    /** null: the proposal of a policy package. */
    proposedBy: uuid('proposed_by'),
    /** Another person than `proposedBy` (I8); null while proposed. */
    decidedBy: uuid('decided_by'),
    effectiveFrom: instant('effective_from').notNull(),
    effectiveUntil: instant('effective_until'),
  },
  (table) => [
    primaryKey({ columns: [table.determinationId, table.fromSeq] }),
    uniqueIndex('determinations_current').on(table.determinationId).where(sql`until_seq is null`),
    index('determinations_cell').on(table.organisationId, table.row, table.class),
  ],
);

/** Granted applications (別表1 禁) and exceptions (別表2 禁止) that open a row in a zone for a time. */
export const openings = pgTable(
  'openings',
  {
    siteId: uuid('site_id').notNull(),
    openingId: uuid('opening_id').notNull(),
    ...versions(),
    /** `application` or `exception` */
    kind: text('kind').notNull(),
    zoneId: text('zone_id').notNull(),
    row: text('row').notNull(),
    basis: text('basis').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.openingId, table.fromSeq] })],
);
