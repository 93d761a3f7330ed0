import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { inZonesShown, type ZonesAsked } from '../../zones/registers/in-zones-shown.ts';
import { armGapTask } from './arm-gap-task.ts';
import type { GapTaskState } from './gap-task-lifecycle.ts';
import { gapTasks } from './tables.ts';

export type GapTaskRow = typeof gapTasks.$inferSelect;

/** Locks the current row of a task for a step. */
export async function lockGapTask(
  { db }: Tx,
  siteId: string,
  taskId: string,
): Promise<GapTaskRow | undefined> {
  const [row] = await db.select().from(gapTasks).where(isCurrent(siteId, taskId)).for('update');
  return row;
}

export type GapTaskQuery = ZonesAsked & {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly state?: GapTaskState | undefined;
  readonly assignee?: string | undefined;
  /** Only what is open past its day. */
  readonly overdue?: boolean | undefined;
};

/** The tasks of a site in the order they were given: those of the zones somebody sees, and their own. */
export async function listGapTasks(
  db: Database,
  siteId: string,
  { limit, after, state, assignee, overdue, ...asked }: GapTaskQuery,
  seen: RecordsSeen,
  now: Date,
): Promise<Page<GapTaskRow>> {
  const rows = await db
    .select()
    .from(gapTasks)
    .where(
      and(
        eq(gapTasks.siteId, siteId),
        isNull(gapTasks.untilSeq),
        after === undefined ? undefined : gt(gapTasks.taskId, after),
        inZonesShown(gapTasks.zoneId, asked),
        state === undefined ? undefined : eq(gapTasks.state, state),
        assignee === undefined ? undefined : eq(gapTasks.assigneeId, assignee),
        overdue === true ? and(eq(gapTasks.state, 'open'), lte(gapTasks.dueAt, now)) : undefined,
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(gapTasks.taskId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.taskId);
}

function amongSeen({ person, zones }: Exclude<RecordsSeen, 'all'>) {
  return or(
    sql`${gapTasks.zoneId} = any(${sql.param([...zones])}::text[])`,
    person === undefined ? undefined : eq(gapTasks.assigneeId, person),
  );
}

/** Writes a new task, and when the log has to speak of it; the caller holds the head. */
export async function addGapTask(tx: ActTx, task: GapTaskRow): Promise<void> {
  await tx.db.insert(gapTasks).values(task);
  await armGapTask(tx, task);
}

/** Changes a task from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveGapTask(
  tx: ActTx,
  current: GapTaskRow,
  change: Pick<GapTaskRow, 'state' | 'outcome'>,
  seq: number,
): Promise<void> {
  const { siteId, taskId } = current;
  await changeOneRow(tx, gapTasks, isCurrent(siteId, taskId), current, change, seq);
  await armGapTask(tx, { ...current, ...change });
}

function isCurrent(siteId: string, taskId: string) {
  return and(eq(gapTasks.siteId, siteId), eq(gapTasks.taskId, taskId), isNull(gapTasks.untilSeq));
}
