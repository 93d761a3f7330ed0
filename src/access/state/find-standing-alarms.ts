import type { Pool } from '../../db/pool.ts';
import type { AlarmKind } from '../../log/entry/alarm-kinds.ts';

/** Which of these alarms are active at some site: their cause is not over as far as the record knows. */
export async function findStandingAlarms<Kind extends AlarmKind>(
  pool: Pool,
  kinds: readonly Kind[],
): Promise<ReadonlySet<Kind>> {
  const { rows } = await pool.query<{ kind: Kind }>({
    name: 'find-standing-alarms',
    text: 'select distinct kind from alarms where active and kind = any($1::text[])',
    values: [kinds],
  });
  return new Set(rows.map(({ kind }) => kind));
}
