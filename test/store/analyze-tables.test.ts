import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDemoOffice } from '../../src/demo/make-demo-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const tables = ['persons', 'cards', 'standing_permissions'];

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  // Its autovacuum comes each minute, and would have counted by itself on a busy machine.
  for (const table of tables) await asOwner(test, `alter table ${table} set (autovacuum_enabled = false)`);
});
afterAll(() => test.close());

/** How many rows the planner believes a table has; -1 = nobody has looked yet. */
async function believed(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await test.pool.query<{ table: string; rows: number }>(
    'select relname as "table", reltuples as rows from pg_class where relname = any($1)',
    [tables],
  );
  return Object.fromEntries(rows.map(({ table, rows: count }) => [table, count]));
}

async function counted(rowsOf: string): Promise<number> {
  const { rows } = await test.pool.query<{ count: number }>(`select count(*) from ${rowsOf}`);
  return rows[0]?.count ?? 0;
}

it('whoever fills an office has the planner know of it', async () => {
  expect(await believed()).toEqual({ persons: -1, cards: -1, standing_permissions: -1 });
  await makeDemoOffice(test.deps);
  expect(await believed()).toEqual({
    persons: await counted('persons'),
    // The few of the desk come one by one.
    cards: await counted('cards where person_id is not null'),
    standing_permissions: await counted('standing_permissions'),
  });
});
