import { sql } from 'drizzle-orm';
import { boolean, date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { EquipmentKind } from './equipment-kinds.ts';
import { type EquipmentState, equipmentLifecycle } from './equipment-lifecycle.ts';

/** 機器: what stands in which zone (2.3.1.1(4)). One row a version; a 管理番号 is one thing's of the site for ever. */
export const equipment = pgTable(
  'equipment',
  {
    siteId: uuid('site_id').notNull(),
    equipmentId: uuid('equipment_id').notNull(),
    ...versions(),
    state: text('state').$type<EquipmentState>().notNull(),
    zoneId: text('zone_id').notNull(),
    /** 管理番号 */
    number: text('number').notNull(),
    kind: text('kind').$type<EquipmentKind>().notNull(),
    name: text('name').notNull(),
    maker: text('maker'),
    model: text('model'),
    serial: text('serial'),
    /** The registered system that it is a part of; null = of none. */
    systemId: uuid('system_id'),
    /** Of a network device alone: whether one has to authenticate to it (別表1 rows 40 and 41). */
    authenticates: boolean('authenticates'),
    /** Of a reader or gateway: which of the plan it is. */
    element: text('element'),
    /** The permit to install it (別表2 rows 24 to 26); null = it stood there before, or nothing was asked. */
    permitId: uuid('permit_id'),
    /** What keeps it from being stolen or carried away; null = nothing was told. */
    securedBy: text('secured_by'),
    /** The day it was placed in the zone where it is. */
    placedOn: date('placed_on', { mode: 'string' }).notNull(),
    /** When this version began. */
    changedAt: instant('changed_at').notNull(),
    /** Why it was moved, sealed, unsealed or disposed of. */
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.equipmentId, table.fromSeq] }),
    uniqueIndex('equipment_current').on(table.siteId, table.equipmentId).where(sql`until_seq is null`),
    uniqueIndex('equipment_number').on(table.siteId, table.number).where(sql`until_seq is null`),
    index('equipment_zone').on(table.siteId, table.zoneId).where(sql`until_seq is null`),
    stateCheck('equipment_state', equipmentLifecycle),
  ],
);
