import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, versions } from '../../db/columns.ts';
import { stateCheck } from '../../db/state-check.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import { type GapTaskState, gapTaskLifecycle } from './gap-task-lifecycle.ts';
import type { Superior } from './superior.ts';

/** 不足への対応: what a report found, given to somebody by name with a day. One row a version. */
export const gapTasks = pgTable(
  'gap_tasks',
  {
    siteId: uuid('site_id').notNull(),
    taskId: uuid('task_id').notNull(),
    ...versions(),
    state: text('state').$type<GapTaskState>().notNull(),
    zoneId: text('zone_id').notNull(),
    row: text('row').$type<RowId>().notNull(),
    assigneeId: uuid('assignee_id').notNull(),
    assignedBy: uuid('assigned_by').notNull(),
    /** What is to be done. */
    what: text('what').notNull(),
    /** The last day for it, of the site. */
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    /** The end of that day. */
    dueAt: instant('due_at').notNull(),
    /** Whose task it is too, once it is left undone (`risesAt`). */
    risesTo: text('rises_to').$type<Superior>().notNull(),
    /** What was done, or why it was withdrawn. */
    outcome: text('outcome'),
  },
  (table) => [
    primaryKey({ columns: [table.siteId, table.taskId, table.fromSeq] }),
    uniqueIndex('gap_tasks_current').on(table.siteId, table.taskId).where(sql`until_seq is null`),
    index('gap_tasks_assignee').on(table.siteId, table.assigneeId).where(sql`until_seq is null`),
    stateCheck('gap_tasks_state', gapTaskLifecycle),
  ],
);
