import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const made: TestDatabase[] = [];
afterAll(() => Promise.all(made.map((database) => database.drop())));

async function ask(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows.map((row) => row.answer);
  } finally {
    await client.end();
  }
}

describe('databases of the tests', () => {
  it('are made by eight at the same time from one template, each alone and migrated', async () => {
    const eight = await Promise.all(Array.from({ length: 8 }, () => createTestDatabase()));
    made.push(...eight);
    expect(new Set(eight.map((database) => database.url)).size).toBe(8);
    const [first, ...others] = eight;
    await ask(first?.ownerUrl ?? '', 'create table only_here (answer int)');
    for (const { ownerUrl } of others) {
      expect(await ask(ownerUrl, "select to_regclass('only_here') as answer")).toEqual([null]);
      expect(
        await ask(ownerUrl, "select count(*) > 5 as answer from pg_tables where schemaname = 'public'"),
      ).toEqual([true]);
    }
  });

  it('go away although somebody is still connected', async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(ask(database.ownerUrl, 'select 1')).rejects.toThrow('does not exist');
  });
});
