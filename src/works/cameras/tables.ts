import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import { type CameraState, cameraLifecycle } from './camera-lifecycle.ts';

/** 監視カメラ that watch work (別表1 rows 48 and 50): one row a version. A code is one camera of its zone for ever. */
export const cameras = pgTable(
  'cameras',
  {
    siteId: uuid('site_id').notNull(),
    zoneId: text('zone_id').notNull(),
    /** As its officers call it, and as a plan of work in its zone names it. */
    code: text('code').notNull(),
    ...versions(),
    state: text('state').$type<CameraState>().notNull(),
    /** What of the zone it sees. */
    sees: text('sees').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; null = until it is removed. */
    validUntil: instant('valid_until'),
    /** Why it is out of order, or was removed. */
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.zoneId, table.code, table.fromSeq] }),
    uniqueIndex('cameras_current').on(table.siteId, table.zoneId, table.code).where(sql`until_seq is null`),
    stateCheck('cameras_state', cameraLifecycle),
  ],
);
