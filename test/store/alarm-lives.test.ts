import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    `alter table alarms drop column times, drop column repeated_seq, drop column over_seq,
       drop column acknowledged_seq, drop column resolved_seq, drop column outcome, drop constraint alarms_state`,
  );
  await owner.query('drop index alarms_one_open');
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const migration = readdirSync('migrations').find((name) => name.endsWith('_alarm_lives.sql'));

describe('the migration to alarms that have a life', () => {
  it('makes one alarm of what was one matter, as often as it was raised', async () => {
    const siteId = newId<'site'>();
    const rows = [
      [1, 0, 'door-held', 'd1', false],
      [1, 1, 'door-held', 'd2', false],
      [2, 0, 'door-held', 'd1', true],
      [3, 0, 'door-held', 'd1', false],
      [4, 0, 'service-clock', null, true],
      [4, 1, 'service-clock', null, true],
    ];
    for (const row of rows) {
      await owner.query(
        `insert into alarms (site_id, state, priority, raised_at, raised_seq, ordinal, kind, door_id, active)
         values ($1, 'raised', 3, now(), $2, $3, $4, $5, $6)`,
        [siteId, ...row],
      );
    }
    await owner.query(readFileSync(`migrations/${migration}`, 'utf8'));
    const { rows: alarms } = await owner.query(
      `select raised_seq::int as seq, ordinal, times, active, repeated_seq::int as repeated from alarms
       order by raised_seq, ordinal`,
    );
    expect(alarms.map(Object.values)).toEqual([
      [1, 0, 3, true, 3],
      [1, 1, 1, false, null],
      [4, 0, 2, true, null],
    ]);
  });
});
