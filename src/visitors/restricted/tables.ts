import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type RestrictedState, restrictedLifecycle } from './restricted-lifecycle.ts';

/**
 * 立入制限対象者: who is not taken in before a guard has looked. Personal, so not versioned, and erased as a whole on its date
 * (I10); the acts on it stand in the log.
 */
export const restrictedPersons = pgTable(
  'restricted_persons',
  {
    siteId: uuid('site_id').notNull(),
    restrictedId: uuid('restricted_id').notNull(),
    state: text('state').$type<RestrictedState>().notNull(),
    /** Byte for byte as typed. A name, an organisation, or both; once erased the name is `erasedName`. */
    name: text('name'),
    nameKana: text('name_kana'),
    aliases: text('aliases').array().notNull(),
    organisation: text('organisation'),
    /** Of the name, its reading and the aliases; null in rows of programs before it. */
    namesSearch: text('names_search').array(),
    organisationSearch: text('organisation_search'),
    /** The same as programs before wrote it (ADR 0071). */
    nameKeys: text('name_keys').array().notNull(),
    organisationKey: text('organisation_key'),
    /** Why, and by which decision. */
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
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.restrictedId] }),
    index('restricted_persons_names').using('gin', table.nameKeys).where(sql`state = 'in-force'`),
    index('restricted_persons_names_search').using('gin', table.namesSearch).where(sql`state = 'in-force'`),
    index('restricted_persons_organisation_search')
      .on(table.siteId, table.organisationSearch)
      .where(sql`state = 'in-force'`),
    index('restricted_persons_organisation')
      .on(table.siteId, table.organisationKey)
      .where(sql`state = 'in-force'`),
    stateCheck('restricted_persons_state', restrictedLifecycle),
  ],
);

/** 人違い: a match with a member of a visit that a named person found to be false; it holds for that visit alone. */
export const restrictedClearances = pgTable(
  'restricted_clearances',
  {
    siteId: uuid('site_id').notNull(),
    memberId: uuid('member_id').notNull(),
    restrictedId: uuid('restricted_id').notNull(),
    clearedBy: uuid('cleared_by').notNull(),
    clearedAt: instant('cleared_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.memberId, table.restrictedId] })],
);
