import { databaseOf, type Pool } from '../../db/pool.ts';
import { findWait } from './find-wait.ts';
import type { Lane } from './lane-of-account.ts';
import { tryWaits } from './try-waits.ts';

/** A lane of which nothing came for so long begins anew. */
const forgottenAfter = '1 day';

/**
 * Counts a try as a failure, unless its lane has to wait: then it answers for how many seconds. Before the password is looked at: of
 * many at once each counts, and one that turns out right is taken back. 0 = it may be looked at.
 */
export async function countTry(
  pool: Pool,
  { lane, loginId }: Lane,
  kind: keyof typeof tryWaits,
  now: Date,
): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'count-sign-in-try',
    text: `
      insert into sign_in_tries as t (lane, login_id, failures, tried_at, waits_until, untold)
      values ($1, $2, 1, $3::timestamptz, $3::timestamptz + make_interval(secs => ($4::int[])[1]), $5::int)
      on conflict (lane) do update set
        failures = case when t.tried_at < $3::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
        tried_at = $3::timestamptz,
        waits_until = $3::timestamptz + make_interval(secs => ($4::int[])[least(
          case when t.tried_at < $3::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
          cardinality($4::int[]))]),
        untold = t.untold + $5::int
      where t.waits_until <= $3::timestamptz`,
    values: [lane, loginId, now, tryWaits[kind], kind === 'account' ? 1 : 0],
  });
  if (rowCount === 1) return 0;
  // Asked anew: what the others of many at once have written, the statement that waited for them does not show.
  return Math.max(1, await findWait(databaseOf(pool), { lane, loginId }, now));
}
