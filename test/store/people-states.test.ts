import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionLifecycle } from '../../src/people/permissions/permission-lifecycle.ts';
import { cardLifecycle } from '../../src/people/registry/card-lifecycle.ts';
import { personLifecycle } from '../../src/people/registry/person-lifecycle.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const lifecycles: readonly (readonly [string, object])[] = [
  ['cards', cardLifecycle],
  ['persons', personLifecycle],
  ['standing_permissions', permissionLifecycle],
];

describe('the states of people', () => {
  it.each(lifecycles)(
    'of %s are the same in the database and in the table of steps',
    async (table, lifecycle) => {
      const { rows } = await client.query<{ definition: string }>(
        'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
        [`${table}_state`],
      );
      const known = [...(rows[0]?.definition ?? '').matchAll(/'([a-z-]+)'/g)].map(([, state]) => state);
      expect(known.sort()).toEqual(Object.keys(lifecycle).sort());
    },
  );

  it.each(lifecycles)('of %s lead nowhere but to states of the same table', (_, lifecycle) => {
    const states = new Set(Object.keys(lifecycle));
    for (const steps of Object.values(lifecycle)) {
      for (const state of Object.values(steps)) expect(states).toContain(state);
    }
  });
});
