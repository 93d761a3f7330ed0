import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('deletes only what is over by itself', async () => {
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
      'permit_holders',
      'sessions',
      'sign_in_tries',
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

  it('owns nothing, and makes nothing', async () => {
    await expect(asTheApp('create table public.own (id int)')).rejects.toMatchObject(insufficientPrivilege);
    await expect(asTheApp('drop table entries')).rejects.toMatchObject(insufficientPrivilege);
    await expect(asTheApp('alter table heads disable trigger all')).rejects.toMatchObject(
      insufficientPrivilege,
    );
  });
});
