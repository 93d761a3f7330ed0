import pg from 'pg';
import type { TestApp } from './test-app.ts';

/** One statement behind the service's back, with the rights of the database's owner. */
export async function asOwner(
  { databaseUrl }: Pick<TestApp, 'databaseUrl'>,
  text: string,
  values: unknown[] = [],
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
