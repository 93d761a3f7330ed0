import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type CardState, cardLifecycle } from './card-lifecycle.ts';
import { type PersonKind, type PersonState, personLifecycle } from './person-lifecycle.ts';

export const persons = pgTable(
  'persons',
  {
    personId: uuid('person_id').notNull(),
    ...versions(),
    kind: text('kind').$type<PersonKind>().notNull(),
    state: text('state').$type<PersonState>().notNull(),
    stateReason: text('state_reason'),
    organisationId: uuid('organisation_id'),
    contractId: uuid('contract_id'),
    /** The affiliation of an outsider, as written. */
    affiliation: text('affiliation'),
    /** Byte for byte as typed; `erasedName` once erased. */
    name: text('name'),
    nameKana: text('name_kana'),
    /** Of the name and its reading, for search only; null in rows of programs before it, and once erased. */
    nameSearch: text('name_search'),
    /** The same as programs before wrote it (ADR 0071). */
    nameKey: text('name_key'),
    /** In its one form (`canonicalEmployeeNumber`). */
    employeeNumber: text('employee_number'),
    /** 内線: where whoever is to meet a visitor is called. */
    extension: text('extension'),
    /** The migration `one_form_a_number` found somebody else with this number in other letters; so until the number is changed. */
    numberTwinned: boolean('number_twinned').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.fromSeq] }),
    uniqueIndex('persons_current').on(table.personId).where(sql`until_seq is null`),
    // Who left frees the number: a person who comes back is registered anew.
    uniqueIndex('persons_employee_number')
      .on(table.employeeNumber)
      .where(sql`until_seq is null and state <> 'left' and not number_twinned`),
    index('persons_name').on(table.nameKey).where(sql`until_seq is null`),
    index('persons_contract').on(table.contractId).where(sql`until_seq is null`),
    stateCheck('persons_state', personLifecycle),
  ],
);

/** The contract under which card-lent outsiders come (常駐委託, 警備, 清掃, 記者). */
export const contracts = pgTable(
  'contracts',
  {
    contractId: uuid('contract_id').notNull(),
    ...versions(),
    company: text('company').notNull(),
    purpose: text('purpose').notNull(),
    /** 所管課室 */
    organisationId: uuid('organisation_id').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until').notNull(),
    /** Why it was ended; null while it runs or ran out by itself. */
    endReason: text('end_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.fromSeq] }),
    uniqueIndex('contracts_current').on(table.contractId).where(sql`until_seq is null`),
  ],
);

/** 識別カード, unique by (format, facility, number), which stand in their one spelling (`canonicalCardKey`). */
export const cards = pgTable(
  'cards',
  {
    cardId: uuid('card_id').notNull(),
    ...versions(),
    format: text('format').notNull(),
    facility: text('facility').notNull(),
    number: text('number').notNull(),
    /**
     * Registered when each spelling counted for a card of its own, and found by the migration `one_spelling_a_card` to be the same card as another.
     * It stays so for life; a read of it is nobody's until all such cards but one have been ended.
     */
    twinned: boolean('twinned').notNull().default(false),
    personId: uuid('person_id'),
    /** A card of this site's desk, given to nobody: it is lent (`loans`) and stopped there. */
    poolSiteId: uuid('pool_site_id'),
    state: text('state').$type<CardState>().notNull(),
    stateReason: text('state_reason'),
    activeFrom: instant('active_from').notNull(),
    expiresAt: instant('expires_at'),
    /** The card this one was issued in place of. */
    replaces: uuid('replaces'),
  },
  (table) => [
    primaryKey({ columns: [table.cardId, table.fromSeq] }),
    uniqueIndex('cards_current').on(table.cardId).where(sql`until_seq is null`),
    uniqueIndex('cards_number')
      .on(table.number, table.facility, table.format)
      .where(sql`until_seq is null and not twinned`),
    index('cards_number_versions').on(table.number, table.facility, table.format, table.fromSeq),
    index('cards_person').on(table.personId).where(sql`until_seq is null`),
    stateCheck('cards_state', cardLifecycle),
  ],
);
