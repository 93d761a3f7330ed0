import { deadlineRef } from '../../log/entry/deadline-ref.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { GapTaskRow } from './gap-task-rows.ts';
import { risesAt } from './superior.ts';

/**
 * Sets when the log says that a task is past its day, and when that it rises, whoever has it by then; nothing once it is open no more. The caller
 * holds the head.
 */
export async function armGapTask(
  { client }: Pick<ActTx, 'client'>,
  before: GapTaskRow | undefined,
  { state, dueAt, ...now }: GapTaskRow,
): Promise<void> {
  const armed = deadlinesOf({ ...now, dueAt });
  await client.query({
    ...arm,
    values: [
      now.siteId,
      before === undefined ? [] : deadlinesOf(before).map(({ ref }) => ref),
      state === 'open' ? armed.map(({ kind }) => kind) : [],
      state === 'open' ? armed.map(({ ref }) => ref) : [],
      state === 'open' ? armed.map(({ at }) => at) : [],
    ],
  });
}

function deadlinesOf({
  taskId,
  assigneeId,
  zoneId,
  risesTo,
  dueAt,
}: Pick<GapTaskRow, 'taskId' | 'assigneeId' | 'zoneId' | 'risesTo' | 'dueAt'>) {
  const parts = { task: taskId, assignee: assigneeId, zone: zoneId };
  const risen = deadlineRef('gap-task-risen', { ...parts, role: risesTo });
  return [
    { kind: 'gap-task-overdue', ref: deadlineRef('gap-task-overdue', parts), at: dueAt },
    { kind: 'gap-task-risen', ref: risen, at: risesAt(dueAt) },
  ];
}

const arm = {
  name: 'arm-gap-task',
  text: `
    with armed as (select * from unnest($3::text[], $4::text[], $5::timestamptz[]) as a(kind, ref, due_at)),
    gone as (
      delete from deadlines d where site_id = $1 and kind in ('gap-task-overdue', 'gap-task-risen') and ref = any($2::text[])
        and not exists (select from armed a where a.kind = d.kind and a.ref = d.ref))
    insert into deadlines (site_id, kind, ref, due_at) select $1, kind, ref, due_at from armed
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};
