import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';

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
