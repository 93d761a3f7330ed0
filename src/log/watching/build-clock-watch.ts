import type { ClockNews, DatabaseClock } from '../../db/database-clock.ts';
import type { Pool } from '../../db/pool.ts';
import type { EntryKind } from '../entry/entry-kinds.ts';
import type { ActDeps } from '../writing/perform-act.ts';
import { type Finding, recordFinding } from '../writing/record-finding.ts';

/** An answer that took longer says too little about when it was given. Milliseconds. */
const slowest = 2_000;

/**
 * Compares this instance's clock with the database's, once. What is found wrong, or right again, is recorded in the ministry's
 * log, and alarmed at every site: whoever reads the record later must know what its times are worth.
 * `host` names the machine, `elapsed` is the one that `clock` was built with.
 */
export function buildClockWatch(
  deps: ActDeps,
  { clock, elapsed, host }: { clock: DatabaseClock; elapsed: () => number; host: string },
): () => Promise<void> {
  let wasOff = false;
  /** What could not be recorded stays to be, in order. */
  const toRecord: Finding[] = [];

  return async () => {
    const asked = elapsed();
    const databaseNow = await readClock(deps.pool);
    const answered = elapsed();
    if (answered - asked <= slowest)
      toRecord.push(...findingsOf(clock.compare(databaseNow, asked, answered)));
    for (let next = toRecord[0]; next !== undefined; next = toRecord[0]) {
      await recordFinding(deps, next);
      toRecord.shift();
    }
  };

  function* findingsOf({ offMs, steppedMs }: ClockNews): Iterable<Finding> {
    if (steppedMs !== undefined) yield finding('clock-stepped', { steppedMs }, true);
    const isOff = offMs !== undefined;
    if (isOff && !wasOff) yield finding('clock-off', { offMs, host }, true);
    if (!isOff && wasOff) yield finding('clock-right', { host }, false);
    wasOff = isOff;
  }
}

function finding(
  kind: Extract<EntryKind, `clock-${string}`>,
  details: NonNullable<Finding['details']>,
  active: boolean,
): Finding {
  return { kind, details, alarms: [{ type: 'alarm', kind: 'service-clock', active }] };
}

/** The database's present time, not that of a transaction's beginning. */
async function readClock(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>({
    name: 'read-clock',
    text: 'select clock_timestamp() as now',
  });
  const [row] = rows;
  if (row === undefined) throw new Error('the database told no time');
  return row.now;
}
