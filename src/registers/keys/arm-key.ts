import { deadlineRef } from '../../log/entry/deadline-ref.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { KeyRow } from './key-rows.ts';

/** Sets when the log says that a key is not back, whoever has it by then; nothing once nobody does. The caller holds the head. */
export async function armKey(
  { client }: Pick<ActTx, 'client'>,
  before: KeyRow,
  { siteId, dueAt, state, ...now }: KeyRow,
): Promise<void> {
  const refOf = ({ keyId, holderId, zoneId }: Pick<KeyRow, 'keyId' | 'holderId' | 'zoneId'>) =>
    deadlineRef('key-overdue', { key: keyId, holder: holderId ?? '', zone: zoneId });
  await client.query({
    ...arm,
    values: [siteId, refOf(before), refOf(now), dueAt, state === 'lent' && dueAt !== null],
  });
}

const arm = {
  name: 'arm-key',
  text: `
    with gone as (
      delete from deadlines where site_id = $1 and kind = 'key-overdue' and ref = $2 and ($2 <> $3 or not $5::boolean))
    insert into deadlines (site_id, kind, ref, due_at) select $1, 'key-overdue', $3, $4::timestamptz where $5::boolean
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};
