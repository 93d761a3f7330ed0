import type { Pool } from '../../db/pool.ts';
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
  const { rows } = await pool.query<{ waitsMs: number }>({
    name: 'count-sign-in-try',
    text: `
      with counted as (
        insert into sign_in_tries as t (lane, login_id, failures, tried_at, waits_until, untold)
        values ($1, $2, 1, $3::timestamptz, $3::timestamptz + make_interval(secs => ($4::int[])[1]), $5::int)
        on conflict (lane) do update set
          failures = case when t.tried_at < $3::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
          tried_at = $3::timestamptz,
          waits_until = $3::timestamptz + make_interval(secs => ($4::int[])[least(
            case when t.tried_at < $3::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
            cardinality($4::int[]))]),
          untold = t.untold + $5::int
        where t.waits_until <= $3::timestamptz
        returning lane)
      select (extract(epoch from t.waits_until - $3::timestamptz) * 1000)::float8 as "waitsMs"
      from sign_in_tries t where t.lane = $1 and not exists (select from counted)`,
    values: [lane, loginId, now, tryWaits[kind], kind === 'account' ? 1 : 0],
  });
  return Math.max(0, Math.ceil((rows[0]?.waitsMs ?? 0) / 1_000));
}
