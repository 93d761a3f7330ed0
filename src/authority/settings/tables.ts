import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { AccessSettings, SettingName } from './access-settings.ts';

/**
 * What the ministry has decided of how its people are let in, each decision with its reason: every version stays. Where there is none the
 * program's own holds (`settingsOfProgram`).
 */
export const accessSettings = pgTable(
  'access_settings',
  {
    name: text('name').$type<SettingName>().notNull(),
    version: integer('version').notNull(),
    value: jsonb('value').$type<AccessSettings[SettingName]>().notNull(),
    reason: text('reason').notNull(),
    /** A person's id, or a program of ours. */
    decidedBy: text('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.version] })],
);
