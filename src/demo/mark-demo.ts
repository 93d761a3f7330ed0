import pg from 'pg';
import type { Pool } from '../db/pool.ts';

/** What stands on the database itself: that a demo office is being made there, of which nobody has been answered yet, or that one is there. */
const marks = {
  'half-made': 'sekisho: demo office half made',
  made: 'sekisho: demo office',
} as const;

/** Says so on the database. */
export async function markDemo(ownerUrl: string, mark: keyof typeof marks): Promise<void> {
  await onDatabase(ownerUrl, async (client, database) => {
    await client.query(`comment on database ${database} is '${marks[mark]}'`);
  });
}

/** Whether this is the database of a demo office: whoever signs in there is told. */
export async function isDemo(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ said: string | null }>(saidOnDatabase);
  return rows[0]?.said === marks.made;
}

const saidOnDatabase = {
  name: 'find-demo-mark',
  text: `
    select shobj_description(oid, 'pg_database') as said
      from pg_database
     where datname = current_database()`,
};

/** Clears away a demo office that a crash left half made, so that the next start makes it anew. */
export async function discardHalfMade(ownerUrl: string): Promise<void> {
  await onDatabase(ownerUrl, async (client, database) => {
    const { rows } = await client.query<{ said: string | null }>(saidOnDatabase);
    if (rows[0]?.said !== marks['half-made']) return;
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
