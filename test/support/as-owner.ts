import pg from 'pg';
import type { TestApp } from './test-app.ts';

type Owned = Pick<TestApp, 'ownerUrl'>;

/** One statement behind the service's back, with the rights of the database's owner. */
export async function asOwner(owned: Owned, text: string, values: unknown[] = []): Promise<number> {
  return (await queryAsOwner(owned, text, values)).rowCount ?? 0;
}

/** What nobody but the database's owner may select. */
export async function rowsAsOwner<Row extends pg.QueryResultRow>(
  owned: Owned,
  text: string,
  values: unknown[] = [],
): Promise<readonly Row[]> {
  return (await queryAsOwner<Row>(owned, text, values)).rows;
}

async function queryAsOwner<Row extends pg.QueryResultRow>(
  { ownerUrl }: Owned,
  text: string,
  values: unknown[],
): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await client.query<Row>(text, values);
  } finally {
    await client.end();
  }
}
