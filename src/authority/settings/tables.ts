import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { DecidedName, DecidedValues } from './decided-values.ts';

/**
 * What the ministry has decided of how its people are let in, and of the clauses that have it weigh what it needs (設置判断), each decision with
 * its reason: every version stays. Where there is none of a setting the program's own holds (`settingsOfProgram`); a clause is then undecided.
 */
export const accessSettings = pgTable(
  'access_settings',
  {
    name: text('name').$type<DecidedName>().notNull(),
    version: integer('version').notNull(),
    value: jsonb('value').$type<DecidedValues[DecidedName]>().notNull(),
    reason: text('reason').notNull(),
    /** A person's id, or a program of ours. */
    decidedBy: text('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.version] })],
);
