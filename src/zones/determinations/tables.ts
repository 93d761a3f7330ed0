import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { type DeterminationClause, restrictions } from '../regulation/determination-clause.ts';

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
    /** The strictest of the clauses' values: a program that knows no clauses errs on the strict side. */
    value: text('value').notNull(),
    /** In order, the plain value last; null where it is one value for every case. */
    clauses: jsonb('clauses').$type<readonly DeterminationClause[]>(),
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
    check(
      'determinations_value_of_a_clause',
      sql`clauses @> jsonb_build_array(jsonb_build_object('value', value))`,
    ),
    check('determinations_last_clause_plain', sql.raw(`not clauses -> -1 ?| '{${restrictions.join()}}'`)),
  ],
);

/** 用務: what people come for, as an organisation lists it; clauses of its determinations may name them. A code is never given twice. */
export const purposes = pgTable(
  'purposes',
  {
    organisationId: uuid('organisation_id').notNull(),
    code: text('code').notNull(),
    ...versions(),
    words: text('words').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.code] })],
);
