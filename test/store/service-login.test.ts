import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureServiceLogin } from '../../src/db/embedded/ensure-service-login.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { onServer } from '../support/server-connection.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the login of the service in an embedded cluster', () => {
  it('is made once, also by several at the same moment, and is a member of the app alone', async () => {
    await Promise.all([1, 2, 3].map(() => ensureServiceLogin(database.ownerUrl)));
    await ensureServiceLogin(database.ownerUrl);
    const { rows } = await onServer(database.ownerUrl, (client: pg.Client) =>
      client.query(`
        select rolsuper, rolcreaterole, rolcreatedb, rolcanlogin,
          array(select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = l.oid) as of
        from pg_roles l where rolname = 'sekisho_service'`),
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: true, of: ['sekisho_app'] },
    ]);
  });
});
