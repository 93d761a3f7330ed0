import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { Approval, OutsiderTerms } from './application.ts';
import { type PermissionState, permissionLifecycle } from './permission-lifecycle.ts';

/** 継続的立入許可 (2.3.1.1(2)(a)(エ)(オ)) */
export const standingPermissions = pgTable(
  'standing_permissions',
  {
    siteId: uuid('site_id').notNull(),
    permissionId: uuid('permission_id').notNull(),
    ...versions(),
    personId: uuid('person_id').notNull(),
    zoneIds: text('zone_ids').array().notNull(),
    scheduleId: text('schedule_id').notNull(),
    state: text('state').$type<PermissionState>().notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; every permission ends. */
    validUntil: instant('valid_until').notNull(),
    /** A named right to enter during a lockdown. */
    duringLockdown: boolean('during_lockdown').notNull(),
    applicantId: uuid('applicant_id').notNull(),
    purpose: text('purpose').notNull(),
    approvals: jsonb('approvals').$type<readonly Approval[]>().notNull(),
    outsider: jsonb('outsider').$type<OutsiderTerms>(),
    reason: text('reason'),
    /** A permission to review opens until then, or to its end where that is earlier. */
    reviewBy: instant('review_by'),
    /** The permission this application amends; it ends when this one is approved and has begun. */
    replaces: uuid('replaces'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.permissionId, table.fromSeq] }),
    uniqueIndex('standing_permissions_current')
      .on(table.siteId, table.permissionId)
      .where(sql`until_seq is null`),
    index('standing_permissions_person').on(table.siteId, table.personId).where(sql`until_seq is null`),
    index('standing_permissions_versions').on(table.siteId, table.personId, table.fromSeq),
    index('standing_permissions_anywhere').on(table.personId).where(sql`until_seq is null`),
    index('standing_permissions_host').on(sql`(outsider ->> 'host')`).where(sql`until_seq is null`),
    stateCheck('standing_permissions_state', permissionLifecycle),
  ],
);
