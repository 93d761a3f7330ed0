import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import type { ConsoleRow } from '../register/console-rows.ts';
import { longestShiftMs, shiftUntil } from './shift-until.ts';

/** Until when whoever takes over a console now keeps it: as they say, where they do, else by its shifts. */
export async function findShiftUntil(
  db: Database,
  { siteId, shiftEnds }: Pick<ConsoleRow, 'siteId' | 'shiftEnds'>,
  said: Date | undefined,
  now: Date,
): Promise<Result<Date, Refusal>> {
  if (said === undefined) return ok(shiftUntil({ shiftEnds, timeZone: await loadTimeZone(db, siteId) }, now));
  const isShift = said > now && said.getTime() <= now.getTime() + longestShiftMs;
  return isShift ? ok(said) : refuse(noShift);
}

const noShift: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/shiftUntil', message: 'これから 26 時間のうちの時刻にしてください' }],
};
