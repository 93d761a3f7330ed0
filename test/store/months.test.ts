import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import type { Entry } from '../../src/log/entry/entry.ts';
import { leafHash } from '../../src/log/entry/leaf-hash.ts';
import { aSite } from '../support/a-site.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { lastEntryOf } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { aClock, startTestApp, type TestApp } from '../support/test-app.ts';

const clock = aClock(new Date());
const past = '2020-03-05T01:00:00Z';
const somebody = '01890000-0000-7000-8000-000000000001';
let test: TestApp;
let site: string;

/** A site with one entry of long ago, of which a reason is kept, and two places of somebody in that month and later. */
beforeAll(async () => {
  test = await startTestApp(clock);
  site = await aSite(test);
  await test.pool.query(`select make_months('2020-03-01', 0)`);
  await asOwner(
    test,
    `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, text)
      values ($1, 1000, $2, $2, 'card-read', 'machine', 'gateway', '{"old":true}')`,
    [site, past],
  );
  await asOwner(test, 'insert into leaf_hashes (site_id, seq, hash) values ($1, 1000, $2)', [
    site,
    leafHash('{"old":false}'),
  ]);
  await asOwner(
    test,
    `insert into personal_records (record_class, recorded_at, site_id, seq, salt, body) values ('act', $2, $1, 1000, '', '{}')`,
    [site, past],
  );
  for (const [seq, at] of [
    [1000, past],
    [1001, '2026-01-01T00:00:00Z'],
  ]) {
    await asOwner(
      test,
      `insert into moves (site_id, person_id, recorded_at, seq, ordinal, at, happened_at, zone_id, certainty)
        values ($1, $4, $3, $2, 0, $3, $3, 'hall', 'confirmed')`,
      [site, seq, at, somebody],
    );
    await asOwner(
      test,
      `insert into month_counts (site_id, sort, value, month, entries) values ($1, 'person', $3, date_trunc('month', $2::timestamptz, 'UTC'), 1)`,
      [site, at, somebody],
    );
  }
  await asOwner(test, 'insert into counted_logs (site_id, since, seq, until) values ($1, $2, 1001, $3)', [
    site,
    '2020-03-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
  ]);
});
afterAll(() => test.close());

async function sekisho(...args: readonly string[]) {
  const { terminal, written, said } = aTerminal({
    env: { DATABASE_URL: test.databaseUrl, MIGRATE_DATABASE_URL: test.ownerUrl },
    now: () => clock.now(),
  });
  const code = await runCommandLine(commands, terminal, ['months', ...args]);
  return { code, said, rows: written.map((line) => (line.startsWith('{') ? JSON.parse(line) : line)) };
}
const isThere = async (table: string) =>
  (await test.pool.query('select to_regclass($1) is not null as there', [table])).rows[0].there;
/** Takes a month out while somebody reads the record, and ends the connection that does, as a crash would. */
async function cutOff(month: string) {
  const reader = new pg.Client({ connectionString: test.ownerUrl });
  await reader.connect();
  await reader.query('begin; lock table entries in access share mode');
  const cut = sekisho('detach', month, '--do');
  const ended = await untilWaiting(reader, cut);
  await reader.end();
  return { ...(await cut), ended };
}

/** How many connections were ended that waited, once there is one; none where the command was over before. */
async function untilWaiting(client: pg.Client, command: Promise<unknown>): Promise<number> {
  const over = command.then(() => 'over');
  for (;;) {
    const asked = client.query(
      `select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'entries'::regclass`,
    );
    const found = await Promise.race([over, asked]);
    if (typeof found === 'string') return 0;
    if (found.rowCount !== 0) return found.rowCount ?? 0;
  }
}
const textOfThen = async () =>
  (await test.pool.query('select text from entries where site_id = $1 and seq = 1000', [site])).rowCount;

describe('a month of the record', () => {
  it('is told with its size and what keeps it', async () => {
    const { code, rows } = await sekisho('--json');
    expect(code).toBe(0);
    expect(rows[0]).toMatchObject({ month: '2020-03', state: 'attached', kept: 'records 1, proofs 1' });
    expect(rows[0].bytes).toBeGreaterThan(0);
    expect(rows.at(-1).kept).toContain('young 1');
  });

  it('stays while reasons are kept in it, or a hash tells that its texts were changed', async () => {
    const shown = await sekisho('detach', '2020-03');
    expect(shown.code).toBe(1);
    expect(shown.said).toHaveLength(2);
    expect((await sekisho('detach', '2020-03', '--do')).code).toBe(1);
    expect(await textOfThen()).toBe(1);
    await asOwner(test, 'delete from personal_records where seq = 1000');
    expect((await sekisho('detach', '2020-03', '--do')).code).toBe(1);
    await asOwner(test, 'update leaf_hashes set hash = $1 where seq = 1000', [leafHash('{"old":true}')]);
  });

  it('is taken out by an entry in every log once nothing keeps it, and only if it is asked for', async () => {
    expect((await sekisho('detach', '2020-03')).code).toBe(0);
    expect((await sekisho('drop', '2020-03', '--do')).code).toBe(1);
    expect(await textOfThen()).toBe(1);
    expect((await sekisho('detach', '2020-03', '--do')).code).toBe(0);
    expect(await textOfThen()).toBe(0);
    expect(await isThere('entries_202003')).toBe(true);
    const ofMinistry = (await lastEntryOf(test.pool, ministryLogId)) as Entry;
    expect(ofMinistry).toMatchObject({ kind: 'month-detached', details: { month: '2020-03' } });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({ cause: { seq: ofMinistry.seq } });
  });

  it('is not out where that was cut off, and no entry says that it is', async () => {
    const last = await lastEntryOf(test.pool, ministryLogId);
    expect(last.kind).toBe('month-detached');
    await test.pool.query(`select make_months('2020-04-01', 0)`);
    expect(await cutOff('2020-04')).toMatchObject({ code: 1, ended: 1 });
    expect(await lastEntryOf(test.pool, ministryLogId)).toEqual(last);
    expect((await sekisho('detach', '2020-04', '--do')).code).toBe(0);
  });

  it('is dropped when it is out, with where people were then and how often they are named; hashes and the last place of each stay', async () => {
    expect((await sekisho('drop', '2020-03')).rows).toContainEqual(expect.stringContaining('entries_202003'));
    expect(await isThere('entries_202003')).toBe(true);
    expect((await sekisho('drop', '2020-03', '--do')).code).toBe(0);
    expect(await isThere('entries_202003')).toBe(false);
    expect(await isThere('personal_records_act_202003')).toBe(false);
    const moves = await test.pool.query('select seq from moves where person_id = $1', [somebody]);
    expect(moves.rows).toEqual([{ seq: 1001 }]);
    const counts = await test.pool.query('select month from month_counts where value = $1', [somebody]);
    expect(counts.rows).toEqual([{ month: new Date('2026-01-01T00:00:00Z') }]);
    const since = await test.pool.query('select since from counted_logs where site_id = $1', [site]);
    expect(since.rows).toEqual([{ since: new Date('2020-04-01T00:00:00Z') }]);
    const hashes = await test.pool.query('select 1 from leaf_hashes where site_id = $1 and seq = 1000', [
      site,
    ]);
    expect(hashes.rowCount).toBe(1);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({ kind: 'month-dropped' });
    expect((await sekisho('detach', '2020-3')).code).toBe(2);
  });
});
