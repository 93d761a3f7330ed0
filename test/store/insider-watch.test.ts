import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { buildInsiderWatch } from '../../src/log/build-insider-watch.ts';
import { aGateway } from '../support/a-gateway.ts';
import { anOffice, lastEntryOf, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let look: () => Promise<void>;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  look = buildInsiderWatch(test.deps, { host: 'front-desk' });
});
afterAll(() => test.close());

const posted = (payload: unknown) =>
  test.ask(office.tokens.get('gateway'), {
    method: 'POST',
    url: '/api/v1/gateway/events',
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json' },
  });
const told = () => lastEntryOf(test.pool, ministryLogId);
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
    expect(await told()).toMatchObject({
      kind: 'rows-without-entry',
      details: {
        tables: [
          { table: 'cards', rows: expect.any(Number) },
          { table: 'presence', rows: 1 },
        ],
      },
    });
    const seen = await told();
    await look();
    expect(await told()).toEqual(seen);
    expect((await alarms()).map(({ kind }) => kind)).toEqual(['database-access', 'rows-without-entry']);
    await psql.end();
  });

  it('alarms of a login that came while no service ran, and counts it with the sessions', async () => {
    const name = `${new URL(test.databaseUrl).username}_new`;
    await asOwner(test, `create role ${name} login in role sekisho_audit_ro`);
    try {
      await buildInsiderWatch(test.deps, { host: 'back-office' })();
      const { details, kind } = await told();
      expect([kind, details.came, details.host]).toEqual([
        'database-logins',
        expect.arrayContaining([name]),
        'back-office',
      ]);
      expect((await alarms())[0]).toMatchObject({ kind: 'database-access', times: expect.any(Number) });
      expect((await alarms())[0]?.times).toBeGreaterThan(1);
    } finally {
      await asOwner(test, `drop role ${name}`);
    }
  });
});
