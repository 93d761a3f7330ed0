import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type AccreditationState, accreditationLifecycle } from './accreditation-lifecycle.ts';
import type { PressSort } from './press-sort.ts';

/** The review of an accreditation: proposed by one person on a basis, approved by another, and until when it holds. */
const accreditation = () => ({
  state: text('state').$type<AccreditationState>().notNull(),
  /** Why, and by which rule or request; null once erased. */
  basis: text('basis'),
  /** Exclusive */
  validUntil: instant('valid_until').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: instant('entered_at').notNull(),
  approvedBy: uuid('approved_by'),
  approvedAt: instant('approved_at'),
  endedBy: uuid('ended_by'),
  endedAt: instant('ended_at'),
  endReason: text('end_reason'),
});

/** 報道機関: the first layer. Where it ends, nobody is of the press by it any more. */
export const pressOrganisations = pgTable(
  'press_organisations',
  {
    siteId: uuid('site_id').notNull(),
    pressOrganisationId: uuid('press_organisation_id').notNull(),
    /** Byte for byte as typed. */
    name: text('name').notNull(),
    /** For search, without its legal form; null in rows of programs before it. */
    nameSearch: text('name_search'),
    /** The same as programs before wrote it (ADR 0071). */
    nameKey: text('name_key').notNull(),
    /** It belongs to the 記者クラブ of the site. */
    club: boolean('club').notNull(),
    ...accreditation(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.pressOrganisationId] }),
    index('press_organisations_name').on(table.siteId, table.nameKey).where(sql`state <> 'ended'`),
    index('press_organisations_name_search').on(table.siteId, table.nameSearch).where(sql`state <> 'ended'`),
    stateCheck('press_organisations_state', accreditationLifecycle),
  ],
);

/** 記者・カメラマン of an organisation: the second layer. Personal, so not versioned, and erased as a whole on its date (I10). */
export const pressPersons = pgTable(
  'press_persons',
  {
    siteId: uuid('site_id').notNull(),
    pressPersonId: uuid('press_person_id').notNull(),
    pressOrganisationId: uuid('press_organisation_id').notNull(),
    sort: text('sort').$type<PressSort>().notNull(),
    /** Byte for byte as typed; `erasedName` once erased. */
    name: text('name'),
    nameKana: text('name_kana'),
    /** Of the name and its reading; null in rows of programs before it. */
    namesSearch: text('names_search').array(),
    /** The same as programs before wrote it (ADR 0071). */
    nameKeys: text('name_keys').array().notNull(),
    ...accreditation(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.pressPersonId] }),
    index('press_persons_organisation').on(table.siteId, table.pressOrganisationId),
    index('press_persons_names').using('gin', table.nameKeys).where(sql`state <> 'ended'`),
    index('press_persons_names_search').using('gin', table.namesSearch).where(sql`state <> 'ended'`),
    stateCheck('press_persons_state', accreditationLifecycle),
  ],
);

/** 行事への登録: which accredited person a member of a visit of the press is: the third layer. */
export const pressRegistrations = pgTable(
  'press_registrations',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    visitId: uuid('visit_id').notNull(),
    pressPersonId: uuid('press_person_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.memberId] }),
    index('press_registrations_visit').on(table.siteId, table.visitId),
    index('press_registrations_person').on(table.siteId, table.pressPersonId),
  ],
);
