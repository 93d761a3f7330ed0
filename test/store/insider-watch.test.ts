import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStateWatch } from '../../src/access/as-replayed/build-state-watch.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { buildInsiderWatch } from '../../src/log/insiders/build-insider-watch.ts';
import { watchedVersions } from '../../src/log/insiders/watched-versions.ts';
import { buildTokenWatch } from '../../src/operators/tokens/build-token-watch.ts';
import { aGateway } from '../support/a-gateway.ts';
import { anOffice, entriesOf, lastEntryOf, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let look: () => Promise<void>;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  look = watch('front-desk');
});
afterAll(() => test.close());

/** As a service watches that has just been started on a machine. */
const watch = (host: string) =>
  buildInsiderWatch(test.deps, {
    host,
    alsoLookAt: [buildStateWatch(test.pool), buildTokenWatch(test.pool)],
  });
const posted = (payload: unknown) =>
  test.ask(office.tokens.get('gateway'), {
    method: 'POST',
    url: '/api/v1/gateway/events',
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  });
/** Somebody goes into the office. */
async function goThrough(): Promise<void> {
  const { post, read, event } = aGateway(posted, test.clock.now);
  const door = { door: 'hall-office' };
  await post(read(office.persons[1]?.number ?? '', 'hall-office-to-office'));
  await post(event('door-opened', door), event('door-closed', door));
}
const told = async () => {
  const entries = await entriesOf(test.pool, ministryLogId);
  return JSON.parse(entries.findLast(({ kind }) => kind !== 'rows-digested')?.text ?? '{}');
};
/** What it told last of rows, in these words. */
const toldOf = async (what: 'tables' | 'differing') => {
  const entries = (await entriesOf(test.pool, ministryLogId)).map(({ text }) => JSON.parse(text));
  const last = entries.findLast(({ kind, details }) => kind === 'rows-without-entry' && what in details);
  return last?.details[what];
};
const alarms = async () => {
  const { rows } = await test.pool.query<{ kind: string; times: number }>(
    'select kind, times from alarms where site_id = $1 and active order by kind',
    [office.siteId],
  );
  return rows;
};

describe('an instance that looks at who goes past the program (METI 59-3, AT-704)', () => {
  it('records first who could log in, and alarms nobody of it; what acts and batches write is no news', async () => {
    await look();
    const first = await told();
    expect(first).toMatchObject({
      kind: 'database-logins',
      actor: { type: 'system' },
      details: { came: [] },
    });
    expect(first.details.logins).toContain(new URL(test.batchUrl).username);
    await aMachine(test, 'clerk', [{ role: 'auditor' }]);
    const { post, read } = aGateway(posted, test.clock.now);
    await post(read(office.persons[0]?.number ?? '', 'hall-office-to-office'));
    const before = await told();
    await look();
    expect(await told()).toEqual(before);
    expect(await alarms()).toEqual([]);
  });

  it('alarms every site of a session of somebody else, once, and of the row it changed', async () => {
    const psql = new pg.Client({ connectionString: test.ownerUrl, application_name: 'psql' });
    await psql.connect();
    const login = decodeURIComponent(new URL(test.ownerUrl).username);
    await look();
    expect(await told()).toMatchObject({
      kind: 'database-entered',
      details: { sessions: [{ login, application: 'psql' }], host: 'front-desk' },
    });
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'database-entered',
      effects: [{ type: 'alarm', kind: 'database-access', times: 1 }],
    });
    await psql.query('update cards set state = state where card_id = (select card_id from cards limit 1)');
    await psql.query(
      "insert into presence (site_id, person_id, certainty, since_seq) values ($1, gen_random_uuid(), 'assumed', 1)",
      [office.siteId],
    );
    await look();
    expect(await toldOf('tables')).toEqual([
      { table: 'cards', rows: expect.any(Number) },
      { table: 'presence', rows: 1 },
    ]);
    expect(await toldOf('differing')).toMatchObject([{ table: 'presence', log: office.siteId, rows: 1 }]);
    const seen = await told();
    await look();
    expect(await told()).toEqual(seen);
    expect((await alarms()).map(({ kind }) => kind)).toEqual(['database-access', 'rows-without-entry']);
    await psql.query("delete from presence where certainty = 'assumed' and since_seq = 1");
    await psql.end();
  });

  it.each<readonly [string, string, string]>([
    [
      'a value that was changed in place',
      'update cards set expires_at = now() where until_seq is null',
      'cards',
    ],
    [
      'a version that was deleted',
      'delete from standing_permissions where ctid = (select ctid from standing_permissions limit 1)',
      'standing_permissions',
    ],
    [
      'a right that was put in as if it had been there',
      `insert into role_assignments (assignment_id, from_seq, holder_type, holder_id, role, given_by, given_at)
        values (gen_random_uuid(), 1, 'machine', 'nobody', 'auditor', 'nobody', now())`,
      'role_assignments',
    ],
  ])('alarms of %s, also while no service ran', async (_, change, table) => {
    await look();
    test.clock.set(new Date(test.clock.now().getTime() + 2 * 3_600_000));
    await look();
    expect(await asOwner(test, change)).toBeGreaterThan(0);
    const restarted = watch('front-desk');
    await restarted();
    expect(await toldOf('differing')).toEqual([{ table, log: expect.any(String), asOf: expect.any(Number) }]);
    const seen = await told();
    await restarted();
    expect(await told()).toEqual(seen);
  });

  it.each<readonly [string, string, string]>([
    [
      'a place that somebody was put to',
      `update presence set zone_id = 'server' where zone_id = 'office'`,
      'presence',
    ],
    ['a place that was deleted', `delete from presence where zone_id = 'office'`, 'presence'],
    [
      'an emergency that nobody declared',
      `insert into conditions (site_id, condition, place, since, since_seq)
        select site_id, 'emergency', '', now(), 1 from sites limit 1`,
      'conditions',
    ],
    [
      'a token that nobody minted',
      `insert into api_tokens (token_id, hash, holder_type, holder_id, created_at, expires_at)
        select '00000000000000aa', '', 'machine', 'nobody', recorded_at, recorded_at + interval '1 year' from heads limit 1`,
      'api_tokens',
    ],
    [
      'a token that is good for longer',
      `update api_tokens set expires_at = expires_at + interval '1 year' where holder_type = 'gateway'`,
      'api_tokens',
    ],
    ['a token that was deleted', `delete from api_tokens where holder_id = 'clerk'`, 'api_tokens'],
  ])('finds %s, done while no service ran', async (_, change, table) => {
    /** How many rows differ, as a service finds them that begins now. */
    const differing = async () => {
      const found = [...(await buildStateWatch(test.pool)()), ...(await buildTokenWatch(test.pool)())];
      return found.filter((one) => one.table === table).reduce((sum, { rows = 0 }) => sum + rows, 0);
    };
    if (table === 'presence') await goThrough();
    const before = await differing();
    expect(await asOwner(test, change)).toBe(1);
    expect(await differing()).toBe(before + 1);
  });

  it('finds by the mark that the record bears a row that was changed while no service ran, and tells once', async () => {
    test.clock.set(new Date(test.clock.now().getTime() + 2 * 3_600_000));
    await aMachine(test, 'marker', [{ role: 'auditor' }]);
    await look();
    const changed = `update api_tokens set hash = sha256('known to them') where holder_id = 'marker'`;
    expect(await asOwner(test, changed)).toBe(1);
    const restarted = watch('front-desk');
    await restarted();
    expect(await toldOf('tables')).toEqual([{ table: 'api_tokens', rows: 1 }]);
    const seen = await told();
    await restarted();
    expect(await told()).toEqual(seen);
  });

  it('leaves out every column that is erased on its date, which is no change', async () => {
    const { rows } = await test.pool.query<{ source: string }>(
      "select prosrc as source from pg_proc where proname like 'erase%' and pronamespace = 'public'::regnamespace",
    );
    const erased = rows.flatMap(({ source }) =>
      [...source.matchAll(/\bUPDATE (\w+)(?: t)?\s+SET ([\s\S]*?)\b(?:WHERE|FROM)\b/g)].flatMap(
        ([, table = '', set = '']) =>
          [...set.matchAll(/(?:^|,)\s*(\w+) = /g)].map(([, column = '']) => [table, column] as const),
      ),
    );
    const watched: Readonly<Record<string, { readonly of: string; readonly erased?: readonly string[] }>> =
      watchedVersions;
    const ofWatched = erased.filter(([table]) => table in watched);
    expect(ofWatched.length).toBeGreaterThan(15);
    expect(ofWatched.filter(([table, column]) => watched[table]?.erased?.includes(column) !== true)).toEqual(
      [],
    );
  });

  it('alarms of a token that nobody minted', async () => {
    await look();
    await asOwner(
      test,
      `insert into api_tokens (token_id, hash, holder_type, holder_id, created_at, expires_at)
        values ('0123456789abcdef', '', 'machine', 'nobody', now(), now() + interval '1 day')`,
    );
    await look();
    expect(await toldOf('tables')).toEqual([{ table: 'api_tokens', rows: 1 }]);
    expect(await toldOf('differing')).toMatchObject([{ table: 'api_tokens', rows: 1 }]);
  });

  it('alarms of a login that came while no service ran, and counts it with the sessions', async () => {
    const name = `${new URL(test.databaseUrl).username}_new`;
    await asOwner(test, `create role ${name} login in role sekisho_audit_ro`);
    try {
      await watch('back-office')();
      const entries = (await entriesOf(test.pool, ministryLogId)).map(({ text }) => JSON.parse(text));
      expect(entries.findLast(({ kind }) => kind === 'database-logins')).toMatchObject({
        details: { came: expect.arrayContaining([name]), host: 'back-office' },
      });
      expect((await alarms())[0]).toMatchObject({ kind: 'database-access', times: expect.any(Number) });
      expect((await alarms())[0]?.times).toBeGreaterThan(1);
    } finally {
      await asOwner(test, `drop role ${name}`);
    }
  });
});
