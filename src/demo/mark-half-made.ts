import pg from 'pg';

const mark = 'sekisho: demo office half made';

/** Says on the database itself that a demo office is being made there; nobody has been answered from it yet. */
export async function markHalfMade(ownerUrl: string, halfMade: boolean): Promise<void> {
  await onDatabase(ownerUrl, async (client, database) => {
    await client.query(`comment on database ${database} is ${halfMade ? `'${mark}'` : 'null'}`);
  });
}

/** Clears away a demo office that a crash left half made, so that the next start makes it anew. */
export async function discardHalfMade(ownerUrl: string): Promise<void> {
  await onDatabase(ownerUrl, async (client, database) => {
    const { rows } = await client.query<{ said: string | null }>(
      `select shobj_description(oid, 'pg_database') as said from pg_database where datname = current_database()`,
    );
    if (rows[0]?.said !== mark) return;
    await client.query('drop schema if exists drizzle cascade');
    await client.query('drop schema if exists public cascade');
    await client.query('create schema public');
    await client.query(`comment on database ${database} is null`);
  });
}

async function onDatabase(
  url: string,
  work: (client: pg.Client, database: string) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'sekisho demo' });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
    await work(client, rows[0]?.name ?? '');
  } finally {
    await client.end();
  }
}
