import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureServiceLogins } from '../../src/db/embedded/ensure-service-logins.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { onServer } from '../support/server-connection.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the logins of the service in an embedded cluster', () => {
  it('are made once, also by several at the same moment, each a member of one role alone', async () => {
    await Promise.all([1, 2, 3].map(() => ensureServiceLogins(database.ownerUrl)));
    await ensureServiceLogins(database.ownerUrl);
    const { rows } = await onServer(database.ownerUrl, (client: pg.Client) =>
      client.query(`
        select rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin,
          array(select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = l.oid) as of
        from pg_roles l where rolname in ('sekisho_service', 'sekisho_doors') order by rolname`),
    );
    const login = { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: true };
    expect(rows).toEqual([
      { rolname: 'sekisho_doors', ...login, of: ['sekisho_batch'] },
      { rolname: 'sekisho_service', ...login, of: ['sekisho_app'] },
    ]);
  });
});
