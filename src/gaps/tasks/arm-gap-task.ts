import type { ActTx } from '../../log/perform-act.ts';
import type { GapTaskRow } from './gap-task-rows.ts';

/** Sets when the log says that a task is past its day; nothing once it is open no more. The caller holds the head. */
export async function armGapTask(
  { client }: Pick<ActTx, 'client'>,
  { siteId, taskId, assigneeId, zoneId, dueAt, state }: GapTaskRow,
): Promise<void> {
  await client.query({
    ...arm,
    values: [siteId, `${taskId} ${assigneeId} ${zoneId}`, dueAt, state === 'open'],
  });
}

const arm = {
  name: 'arm-gap-task',
  text: `
    with gone as (delete from deadlines where site_id = $1 and kind = 'gap-task-overdue' and ref = $2 and not $4::boolean)
    insert into deadlines (site_id, kind, ref, due_at) select $1, 'gap-task-overdue', $2, $3::timestamptz where $4::boolean
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};
