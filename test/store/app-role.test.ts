import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPool } from '../../src/db/pool.ts';
import { anOffice } from '../support/an-office.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const insufficientPrivilege = { code: '42501' };

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const asTheApp = (statement: string) => test.pool.query(statement);

describe('the role of the app', () => {
  it.each(['entries', 'entries_default', 'leaf_hashes', 'moves', 'personal_records'])(
    'adds to %s and changes nothing there',
    async (table) => {
      await expect(asTheApp(`update ${table} set seq = seq`)).rejects.toMatchObject(insufficientPrivilege);
      await expect(asTheApp(`delete from ${table}`)).rejects.toMatchObject(insufficientPrivilege);
      await expect(asTheApp(`truncate ${table}`)).rejects.toMatchObject(insufficientPrivilege);
    },
  );

  it('AT-315 2.2.1.3(2)(g)(イ): deletes only what is over by itself, and no role, card or login id that somebody got', async () => {
    const { rows } = await asTheApp(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'delete')
        order by c.relname`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'conditions',
      'custody',
      'deadlines',
      'declared_groups',
      'gateway_holes',
      'idempotency_keys',
      'live_tickets',
      'passkey_challenges',
      'permit_holders',
      'provider_trips',
      'recovery_codes',
      'sessions',
      'sign_in_challenges',
      'sign_in_password_history',
      'sign_in_tries',
      'totp_enrolments',
      'totp_factors',
      'waits',
    ]);
  });

  it('is all that the login of the service has, also once it has reset its role', async () => {
    const client = await test.pool.connect();
    try {
      await client.query('reset role');
      await expect(client.query('delete from entries')).rejects.toMatchObject(insufficientPrivilege);
      await expect(client.query('set role sekisho_owner')).rejects.toMatchObject(insufficientPrivilege);
      await expect(client.query('create role another')).rejects.toMatchObject(insufficientPrivilege);
    } finally {
      client.release(true);
    }
  });

  it('selects no secret from its table, also once it has reset its role (統一 2.2.1.1(1)(b), AT-106)', async () => {
    const client = await test.pool.connect();
    for (const before of ['select', 'reset role']) {
      await client.query(before);
      for (const statement of [
        'select verifier from sign_in_passwords',
        'select * from sign_in_passwords',
        "select login_id from sign_in_passwords where verifier like '$pbkdf2%'",
        'select verifier from sign_in_password_history',
        'select verifier from sign_in_pins',
        'select seed from totp_factors',
        'select seed from totp_enrolments',
        'select hash from recovery_codes',
        'select hash from console_seals',
        'select verifier, next_verifier from sign_in_challenges',
        'update sign_in_pins set login_id = login_id returning verifier',
        'copy sign_in_passwords to stdout',
      ]) {
        await expect(client.query(statement), statement).rejects.toMatchObject(insufficientPrivilege);
      }
    }
    client.release(true);
  });

  it('adds no entry of a person for whom the transaction does not act (AT-703)', async () => {
    const client = await test.pool.connect();
    const add = (actor: string) => `
      begin; set local sekisho.actor = '${actor}';
      insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, text)
      values (gen_random_uuid(), 1, now(), now(), 'role-given', 'person', 'somebody', '{}')`;
    const refused = { code: '42501', message: expect.stringContaining('row-level security') };
    for (const actor of ['', 'person:somebody-else', 'machine:somebody']) {
      await expect(client.query(add(actor))).rejects.toMatchObject(refused);
      await client.query('rollback');
    }
    await client.query(add('person:somebody'));
    await client.query('rollback');
    await expect(client.query(add('').replace('into entries', 'into entries_default'))).rejects.toMatchObject(
      insufficientPrivilege,
    );
    client.release(true);
  });

  it('writes nothing of somebody, and no right, in a transaction that does not say who acts (AT-703)', async () => {
    const { persons } = await anOffice(test.deps, { firstNumber: 20_000 });
    const client = await test.pool.connect();
    const refused = { code: '42501', message: expect.stringContaining('row-level security') };
    const token = `insert into api_tokens (token_id, hash, holder_type, holder_id, created_at, expires_at)
      values ('0123456789abcdef', '', 'machine', 'nobody', now(), now())`;
    const statements = [
      token,
      `insert into role_assignments (assignment_id, from_seq, holder_type, holder_id, role, given_by, given_at)
        values (gen_random_uuid(), 1, 'machine', 'nobody', 'auditor', 'nobody', now())`,
      `update persons set name = name where person_id = '${persons[0]?.id}'`,
      `insert into personal_records (record_class, recorded_at, site_id, seq, salt, body)
        values ('act', now(), gen_random_uuid(), 1, '', '{}')`,
      'insert into entry_persons select gen_random_uuid(), gen_random_uuid(), 1, now()',
    ];
    for (const statement of statements) {
      await expect(client.query(statement), statement).rejects.toMatchObject(refused);
    }
    await client.query("begin; set local sekisho.actor = 'person:somebody'");
    for (const statement of statements) await client.query(statement);
    await client.query('rollback');
    await expect(client.query(token), 'once said, and over with its transaction').rejects.toMatchObject(
      refused,
    );
    client.release(true);
  });

  it('owns nothing, and makes nothing', async () => {
    await expect(asTheApp('create table public.own (id int)')).rejects.toMatchObject(insufficientPrivilege);
    await expect(asTheApp('drop table entries')).rejects.toMatchObject(insufficientPrivilege);
    await expect(asTheApp('alter table heads disable trigger all')).rejects.toMatchObject(
      insufficientPrivilege,
    );
  });
});

describe('the login of the batches', () => {
  it('selects no name, adds no entry of a person, and becomes nothing else, also once it has reset its role', async () => {
    const pool = buildPool({
      url: test.batchUrl,
      size: 1,
      name: 'doors',
      role: 'sekisho_batch',
      onIdleError: () => undefined,
    });
    const client = await pool.connect();
    for (const before of ['select', 'reset role']) {
      await client.query(before);
      for (const statement of [
        'select name from persons',
        'select * from persons',
        'select body from personal_records',
        'select * from visitor_identities',
        'select hash from api_tokens',
        'select cursor_key from heads',
        'update entries set text = text',
        'delete from leaf_hashes',
        'insert into role_assignments default values',
        'create table public.own (id int)',
        'set role sekisho_app',
        `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, text)
          values (gen_random_uuid(), 1, now(), now(), 'role-given', 'person', 'somebody', '{}')`,
      ]) {
        await expect(client.query(statement), statement).rejects.toMatchObject(insufficientPrivilege);
      }
    }
    client.release(true);
    await pool.end();
  });
});

describe('a row that an act or a batch changed (METI 59-2)', () => {
  it('AT-317 METI 24(2): leads to its entry, and so to whoever did it and when, from the database alone', async () => {
    const { persons } = await anOffice(test.deps);
    const { rows } = await asTheApp(
      `select p.person_id as person, e.kind, e.actor_type || ':' || e.actor_id as by
        from persons p join entries e on e.xmin = p.xmin where p.person_id = '${persons[0]?.id}'`,
    );
    expect(rows).toContainEqual({
      person: persons[0]?.id,
      kind: 'roster-published',
      by: 'system:cli',
    });
  });
});
