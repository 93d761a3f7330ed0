import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import type { DeputisedRole, DeputyForm } from './deputy-forms.ts';

/** 代決・専決 of officers: who decides permits in their stead, within a period. Not the deputies of hosts, who review for a person (ADR 0028). */
export const officerDeputies = pgTable(
  'officer_deputies',
  {
    siteId: uuid('site_id').notNull(),
    deputyId: uuid('deputy_id').notNull(),
    ...versions(),
    form: text('form').$type<DeputyForm>().notNull(),
    /** What is decided in the stead of whom: of the officer who holds this role there. */
    role: text('role').$type<DeputisedRole>().notNull(),
    /** A zone or a unit, as the role is held; null = for the whole site. */
    scope: text('scope'),
    officerId: uuid('officer_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** What they are called in the house: 広報室長, 議長, 庁舎管理者. */
    title: text('title').notNull(),
    /** The kinds of permit it is for; none = every kind. */
    kinds: text('kinds').array().$type<readonly PermitKind[]>().notNull(),
    basis: text('basis').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; it ends. */
    validUntil: instant('valid_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.deputyId, table.fromSeq] }),
    index('officer_deputies_person').on(table.siteId, table.personId),
  ],
);
