import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { type PermitState, permitLifecycle } from '../lifecycle/permit-lifecycle.ts';
import type { Afterwards } from '../rule/afterwards.ts';
import type { AppliedCase } from '../rule/applied-case.ts';
import type { Consent } from '../rule/consent.ts';
import type { AskedRow, RuleTold } from '../rule/rule-told.ts';
import type { Quoted } from '../texts/quoted.ts';

/** 許可・届出 of every kind (2.3.1.1(5), (7), (8)): one row a version. Persons and members by id, never by name. */
export const permits = pgTable(
  'permits',
  {
    siteId: uuid('site_id').notNull(),
    permitId: uuid('permit_id').notNull(),
    ...versions(),
    kind: text('kind').$type<PermitKind>().notNull(),
    state: text('state').$type<PermitState>().notNull(),
    applicantId: uuid('applicant_id').notNull(),
    /** Whom it is for: persons, and members of visits. */
    concernedIds: uuid('concerned_ids').array().notNull(),
    /** The unit (課室) whose people apply. */
    organisationId: uuid('organisation_id'),
    zoneIds: text('zone_ids').array().notNull(),
    /** The rows it is weighed by. */
    asked: jsonb('asked').$type<readonly AskedRow[]>().notNull(),
    applied: jsonb('applied').$type<AppliedCase>().notNull(),
    purpose: text('purpose').notNull(),
    /** What its kind asks besides; the kind reads it. */
    terms: jsonb('terms').$type<object>().notNull(),
    /** What the rules said when it was last applied for or decided. */
    rule: jsonb('rule').$type<RuleTold>().notNull(),
    /** By which texts it was applied for; null where it was before texts were named. */
    quoted: jsonb('quoted').$type<Quoted>(),
    consents: jsonb('consents').$type<readonly Consent[]>().notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; every permit ends. */
    validUntil: instant('valid_until').notNull(),
    /** When it was closed or revoked. */
    endedAt: instant('ended_at'),
    reportDue: instant('report_due'),
    reportedAt: instant('reported_at'),
    /** 終了報告 in words. */
    report: text('report'),
    /** Why it was returned, refused or ended. */
    reason: text('reason'),
    /** What is still to be done about it after the fact. */
    afterwards: jsonb('afterwards').$type<Afterwards>(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.permitId, table.fromSeq] }),
    uniqueIndex('permits_current').on(table.siteId, table.permitId).where(sql`until_seq is null`),
    index('permits_concerned').using('gin', table.concernedIds).where(sql`until_seq is null`),
    index('permits_applicant').on(table.siteId, table.applicantId).where(sql`until_seq is null`),
    index('permits_in_force')
      .on(table.siteId, table.kind, table.validUntil)
      .where(sql`until_seq is null and state in ('approved', 'filed', 'in-use')`),
    stateCheck('permits_state', permitLifecycle),
  ],
);

/** Whom the permits in force are for: one row a person and permit, gone with its end. Derived from `permits`, for whoever goes by key. */
export const permitHolders = pgTable(
  'permit_holders',
  {
    siteId: uuid('site_id').notNull(),
    personId: uuid('person_id').notNull(),
    kind: text('kind').$type<PermitKind>().notNull(),
    permitId: uuid('permit_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.personId, table.kind, table.permitId] }),
    // Without the site: of two indexes that begin with it the planner may take either for a person's, while it knows nothing of the table.
    index('permit_holders_permit').on(table.permitId),
  ],
);

/**
 * What exceptions (例外措置) leave out for persons and members of visits by name: one row for each of them and permit in force, which the
 * door reads by key.
 */
export const personExceptions = pgTable(
  'person_exceptions',
  {
    siteId: uuid('site_id').notNull(),
    personId: uuid('person_id').notNull(),
    permitId: uuid('permit_id').notNull(),
    ...versions(),
    rows: text('rows').array().$type<readonly RowId[]>().notNull(),
    zoneIds: text('zone_ids').array().notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive */
    validUntil: instant('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.personId, table.permitId, table.fromSeq] }),
    // Without the site, as of `permit_holders`.
    index('person_exceptions_permit').on(table.permitId),
  ],
);
