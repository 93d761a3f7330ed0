import pg from 'pg';
import type { TestApp } from './test-app.ts';

/** One statement behind the service's back, with the rights of the database's owner. */
export async function asOwner(
  { ownerUrl }: Pick<TestApp, 'ownerUrl'>,
  text: string,
  values: unknown[] = [],
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
