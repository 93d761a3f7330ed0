import pg from 'pg';

/** Does something on the server itself, outside the databases of the tests. */
export async function onServer<Value>(
  url: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: url, application_name: 'sekisho tests' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The URL of another database of the same server. */
export function urlOfDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

/** The URL of the same database for another login. */
export function urlOfLogin(
  url: string,
  { user, password }: { readonly user: string; readonly password: string },
): string {
  const other = new URL(url);
  other.username = user;
  other.password = password;
  return other.toString();
}
