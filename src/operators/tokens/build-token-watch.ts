import type { PoolClient } from 'pg';
import type { Pool } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { DifferingRows } from '../../log/insiders/differing-rows.ts';
import { longestDays } from './create-token.ts';

/** A token or a session that is not over: until when it is good, and whose it is. */
type Begun = { readonly expiresAt: number; readonly holder: string };

/** No session lasts longer, kept for a shift and read from after it. */
const longestSessionDays = 4;

/**
 * Watches that the tokens and sessions that are not over are those that the ministry's log tells of, also where one was put in or deleted while
 * no service ran. Whoever ends one leaves its row; one is told of once.
 */
export function buildTokenWatch(pool: Pool): () => Promise<readonly DifferingRows[]> {
  const begun = new Map<string, Begun>();
  let seq = 0;
  let epoch = '';
  let told: ReadonlySet<string> = new Set();

  return async () => {
    const client = await pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      const { now, since, ...end } = await loadTimes(client);
      // An earlier state was put back: what was begun after it never was.
      if (end.epoch !== epoch) {
        begun.clear();
        seq = 0;
      }
      for (const { token, ...one } of await loadBegun(client, seq, now)) begun.set(token, one);
      ({ seq, epoch } = end);
      for (const [token, { expiresAt }] of begun) if (expiresAt <= now) begun.delete(token);
      const standing = await loadStanding(client, now);
      await client.query('commit');
      client.release();
      const differing = new Set(begun.keys());
      for (const { token, createdAt, ...one } of standing) {
        const said = begun.get(token);
        const isSame = said?.expiresAt === one.expiresAt && said.holder === one.holder;
        // Who minted it may stand in a month that is no longer kept.
        if (isSame || (said === undefined && createdAt < since)) differing.delete(token);
        else differing.add(token);
      }
      const fresh = [...differing].filter((token) => !told.has(token));
      told = differing;
      return fresh.length === 0
        ? []
        : [{ table: 'api_tokens', siteId: ministryLogId, seq, rows: fresh.length }];
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
}

type Times = {
  /** When the ministry's log last grew, in milliseconds since 1970. */
  readonly now: number;
  /** Since when entries of it are kept. */
  readonly since: number;
  readonly seq: number;
  readonly epoch: string;
};

async function loadTimes(client: PoolClient): Promise<Times> {
  const { rows } = await client.query<{ now: Date; since: Date | null; seq: number; epoch: string }>({
    name: 'load-token-watch-times',
    text: `
      select h.recorded_at as now, h.seq, h.epoch::text as epoch,
        (select min(recorded_at) from entries e where e.site_id = h.site_id) as since
      from heads h where h.site_id = $1`,
    values: [ministryLogId],
  });
  const [found] = rows;
  if (found === undefined) throw new Error('the ministry has no log');
  const since = found.since?.getTime() ?? Number.POSITIVE_INFINITY;
  return { ...found, now: found.now.getTime(), since };
}

/** What was begun behind a seq, as its entries tell it. */
async function loadBegun(
  client: PoolClient,
  after: number,
  now: number,
): Promise<readonly (Begun & { readonly token: string })[]> {
  const daysBefore = (days: number) => new Date(now - days * dayMs);
  const { rows } = await client.query<{ token: string; expiresAt: string; holder: string }>({
    name: 'load-tokens-begun',
    text: `
      select t.told -> 'subject' ->> 'token' as token, t.told -> 'details' ->> 'expiresAt' as "expiresAt",
        coalesce(t.told -> 'details' ->> 'holder', t.told -> 'subject' ->> 'person') as holder
      from entries e cross join lateral (select e.text::json as told) t
      where e.site_id = $1 and e.seq > $2
        and (e.kind = 'token-created' and e.recorded_at >= $3 or e.kind = 'signed-in' and e.recorded_at >= $4)`,
    values: [ministryLogId, after, daysBefore(longestDays + 1), daysBefore(longestSessionDays)],
  });
  return rows.map(({ expiresAt, ...one }) => ({ ...one, expiresAt: Date.parse(expiresAt) }));
}

async function loadStanding(
  client: PoolClient,
  now: number,
): Promise<readonly (Begun & { readonly token: string; readonly createdAt: number })[]> {
  const { rows } = await client.query<{ token: string; expiresAt: Date; holder: string; createdAt: Date }>({
    name: 'load-tokens-standing',
    text: `
      select token_id as token, expires_at as "expiresAt", holder_id as holder, created_at as "createdAt"
      from api_tokens where expires_at > $1`,
    values: [new Date(now)],
  });
  return rows.map(({ expiresAt, createdAt, ...one }) => ({
    ...one,
    expiresAt: expiresAt.getTime(),
    createdAt: createdAt.getTime(),
  }));
}
