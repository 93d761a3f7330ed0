import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { seq } from '../../db/columns.ts';
import type { DeviceSort } from './device-sorts.ts';

/**
 * 府省庁支給以外の端末・記録装置 that somebody holds, by the number of the label on it. What is written of a device stays; a
 * device that was changed gets a label of its own.
 */
export const privateDevices = pgTable(
  'private_devices',
  {
    siteId: uuid('site_id').notNull(),
    /** Given by us, from 1, and never twice at a site. */
    label: integer('label').notNull(),
    /** Of the site's log. */
    registeredSeq: seq('registered_seq').notNull(),
    /** Whose it is: a person, or a member of a visit. */
    holderId: uuid('holder_id').notNull(),
    registrantId: uuid('registrant_id').notNull(),
    sort: text('sort').$type<DeviceSort>().notNull(),
    maker: text('maker'),
    model: text('model'),
    serial: text('serial'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.label] }),
    index('private_devices_holder').on(table.siteId, table.holderId),
  ],
);
