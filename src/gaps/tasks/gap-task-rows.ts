import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { inZonesShown, type ZonesAsked } from '../../zones/registers/in-zones-shown.ts';
import { armGapTask } from './arm-gap-task.ts';
import type { GapTaskState } from './gap-task-lifecycle.ts';
import { risenBefore, type Superior } from './superior.ts';
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
  /** Only what is somebody's to do. */
  readonly whose?: Whose | undefined;
};

/** Whose tasks: those given to a person, and those that have risen to the roles they hold. */
export type Whose = {
  readonly person: string;
  readonly roles: readonly Superior[];
  /** Those who were given a task and may not do it any more: what they have has risen at once. */
  readonly vacant: ReadonlySet<string>;
};

/** The tasks of a site in the order they were given: those of the zones somebody sees, and their own. */
export async function listGapTasks(
  db: Database,
  siteId: string,
  { limit, after, state, assignee, overdue, whose, ...asked }: GapTaskQuery,
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
        whose === undefined ? undefined : theirs(whose, now),
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(gapTasks.taskId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.taskId);
}

function theirs({ person, roles, vacant }: Whose, now: Date) {
  const { assigneeId, dueAt, risesTo, state } = gapTasks;
  const hasRisen = or(lte(dueAt, risenBefore(now)), inArray(assigneeId, [...vacant]));
  return and(eq(state, 'open'), or(eq(assigneeId, person), and(inArray(risesTo, [...roles]), hasRisen)));
}

/** Everybody who has an open task at a site. */
export async function findAssignees(db: Database, siteId: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ id: gapTasks.assigneeId })
    .from(gapTasks)
    .where(and(eq(gapTasks.siteId, siteId), isNull(gapTasks.untilSeq), eq(gapTasks.state, 'open')));
  return rows.map(({ id }) => id);
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
  await armGapTask(tx, undefined, task);
}

/** Changes a task from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveGapTask(
  tx: ActTx,
  current: GapTaskRow,
  change: Pick<GapTaskRow, 'state'> & Partial<GapTaskRow>,
  seq: number,
): Promise<void> {
  const { siteId, taskId } = current;
  await changeOneRow(tx, gapTasks, isCurrent(siteId, taskId), current, change, seq);
  await armGapTask(tx, current, { ...current, ...change });
}

function isCurrent(siteId: string, taskId: string) {
  return and(eq(gapTasks.siteId, siteId), eq(gapTasks.taskId, taskId), isNull(gapTasks.untilSeq));
}
