import type { Pool } from '../../db/pool.ts';

/**
 * What the rights of some tokens rest on, as one text each, read in one statement however many consoles there are.
 * Only a text that differs from the last one makes it worth asking who the token's holder is now.
 */
export async function loadRightsMarks(
  pool: Pool,
  tokenIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ tokenId: string; mark: string }>({
    name: 'load-rights-marks',
    text: `
      select t.token_id as "tokenId",
        concat_ws(' ', t.revoked_at is not null or t.expires_at <= $2 or coalesce(s.idle_until <= $2, false), coalesce(s.locks_at <= $2, false), coalesce(w.set_at + make_interval(days => o.days) <= $2, false), o.demands, c.from_seq, coalesce(c.expires_at <= $2, false), p.from_seq, p.kind, p.state, r.held) as mark
      from api_tokens t
      left join sessions s on s.token_id = t.token_id
      left join sign_in_passwords w on w.login_id = s.login_id and s.method = 'password'
      left join cards c on c.card_id = s.card_id and c.until_seq is null
      cross join lateral (
        select (select (value ->> 'maxAgeDays')::int from access_settings where name = 'password-rotation' order by version desc limit 1) as days,
          (select max(version) from access_settings where name = 'second-factor') as demands
      ) o
      left join persons p on p.until_seq is null
        and p.person_id = case when t.holder_type = 'person' then t.holder_id::uuid end
      left join lateral (
        select string_agg(concat_ws(':', role, site_id, scope), ',' order by assignment_id) as held
        from role_assignments where holder_id = t.holder_id and until_seq is null
          and (valid_from is null or valid_from <= $2) and (valid_until is null or valid_until > $2)
      ) r on true
      where t.token_id = any($1::text[])`,
    values: [tokenIds, now],
  });
  return new Map(rows.map(({ tokenId, mark }) => [tokenId, mark]));
}
