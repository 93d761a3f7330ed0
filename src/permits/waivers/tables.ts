import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import type { PermitClauseId } from '../rule/approvers.ts';
import type { Need } from '../rule/rule-told.ts';
import type { WaivedCase } from '../rule/waiver.ts';
import type { WaiverBasis } from '../rule/waiver-bases.ts';

/** 届出不要の登録簿: where nobody has to be asked, by whom and why. A line is never changed; it ends by its date, or by an act. */
export const permitWaivers = pgTable(
  'permit_waivers',
  {
    siteId: uuid('site_id').notNull(),
    waiverId: uuid('waiver_id').notNull(),
    ...versions(),
    basis: text('basis').$type<WaiverBasis>().notNull(),
    rows: text('rows').array().$type<PermitClauseId[]>().notNull(),
    /** None of 要管理対策区域外. */
    zoneIds: text('zone_ids').array().notNull(),
    /** Whose people (課室) it is for; null = every unit's. */
    organisationId: uuid('organisation_id'),
    /** None = everybody. */
    personIds: uuid('person_ids').array().notNull(),
    waivedCase: jsonb('waived_case').$type<WaivedCase>().notNull(),
    /** Of a 貸出簿 its code. */
    book: text('book'),
    /** What whoever recorded it answered for then. */
    needs: jsonb('needs').$type<readonly Need[]>().notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; every waiver ends. */
    validUntil: instant('valid_until').notNull(),
    reason: text('reason').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    endedBy: uuid('ended_by'),
    endedAt: instant('ended_at'),
    /** Why it was ended before its date. */
    endReason: text('end_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.waiverId] }),
    index('permit_waivers_standing').on(table.siteId, table.validUntil).where(sql`until_seq is null`),
  ],
);
