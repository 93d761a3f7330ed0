import { databaseOf, type Pool } from '../../db/pool.ts';
import { actorText, systemActor } from '../../kernel/actor.ts';
import { findWait } from './find-wait.ts';
import { type Lane, laneOfNetwork } from './lane-of-account.ts';
import { tryWaits } from './try-waits.ts';

/** A lane of which nothing came for so long begins anew. */
const forgottenAfter = '1 day';

const count = `
  insert into sign_in_tries as t (lane, login_id, failures, tried_at, waits_until, untold)
  values ($1, $2, 1, $3::timestamptz, $3::timestamptz + make_interval(secs => ($4::int[])[1]), $5::int)
  on conflict (lane) do update set
    failures = case when t.tried_at < $3::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
    tried_at = $3::timestamptz,
    waits_until = $3::timestamptz + make_interval(secs => ($4::int[])[least(
      case when t.tried_at < $3::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
      cardinality($4::int[]))]),
    untold = t.untold + $5::int
  where t.waits_until <= $3::timestamptz`;

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
    text: count,
    values: [lane, loginId, now, tryWaits[kind], kind === 'account' ? 1 : 0],
  });
  if (rowCount === 1) return 0;
  // Asked anew: what the others of many at once have written, the statement that waited for them does not show.
  return Math.max(1, await findWait(databaseOf(pool), { lane, loginId }, now));
}

/**
 * The account of what was wrong, once more. Nobody has shown who they are: the service says that it acts, in the statement itself, which stays one (the
 * account is written by whoever says so alone).
 */
const knownAs = (login: string) => `
  acting as (select set_config('sekisho.actor', '${actorText(systemActor)}', true)),
  known as (update sign_in_accounts set failures = failures + 1 from acting where login_id = ${login})`;

/**
 * Notes that what somebody showed was wrong: for their network, and for the account it was tried of, where there is one. One statement
 * and one commit whether there is or not, so that the time it takes does not tell.
 */
export async function noteWrong(
  pool: Pool,
  { typed, address }: { readonly typed: string; readonly address: string },
  now: Date,
): Promise<void> {
  await pool.query({
    name: 'note-wrong-sign-in',
    text: `with ${knownAs('$6')} ${count}`,
    values: [laneOfNetwork(address).lane, null, now, tryWaits.network, 0, typed],
  });
}

/** Notes the same at a console, where what was shown is slowed alone and has been counted. One statement and one commit, too. */
export async function noteWrongAtConsole(pool: Pool, { lane, loginId }: Lane, now: Date): Promise<void> {
  await pool.query({
    name: 'note-wrong-at-console',
    text: `with ${knownAs('$2')}
      update sign_in_tries set tried_at = $3::timestamptz where lane = $1`,
    values: [lane, loginId, now],
  });
}
