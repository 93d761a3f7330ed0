import { sql } from 'drizzle-orm';
import { check, date, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import type { HoldGround } from './hold-grounds.ts';

/** 保存期間: for how many days an organisation keeps the records of a class, who decided it, when, and by which document. */
export const retentionRules = pgTable(
  'retention_rules',
  {
    ruleId: uuid('rule_id').notNull(),
    /** Of the ministry's log. */
    ...versions(),
    recordClass: text('record_class').$type<RecordClass>().notNull(),
    /** The nil id = every organisation that has no rule of its own, nor any above it. */
    organisationId: uuid('organisation_id').notNull(),
    days: integer('days').notNull(),
    /** The provision it rests on, and the document that says so. */
    basis: text('basis').notNull(),
    document: text('document').notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ruleId, table.fromSeq] }),
    uniqueIndex('retention_rules_current')
      .on(table.recordClass, table.organisationId)
      .where(sql`until_seq is null`),
    check('retention_rules_days', sql`days between 1 and 36500`),
  ],
);

/** 保存期間の延長: what is not erased although its days are over, until when and why. */
export const retentionHolds = pgTable(
  'retention_holds',
  {
    holdId: uuid('hold_id').notNull(),
    /** Of the ministry's log. */
    ...versions(),
    recordClass: text('record_class').$type<RecordClass>().notNull(),
    /** The nil id = of every log. */
    siteId: uuid('site_id').notNull(),
    /** A person, or a member of a visit; null = everybody. */
    personId: uuid('person_id'),
    /** The last day of it. */
    keptUntil: date('kept_until', { mode: 'string' }).notNull(),
    ground: text('ground').$type<HoldGround>().notNull(),
    /** The case, or the request, by its number. */
    reference: text('reference').notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.holdId, table.fromSeq] }),
    uniqueIndex('retention_holds_current').on(table.holdId).where(sql`until_seq is null`),
  ],
);
