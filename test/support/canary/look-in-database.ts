import pg from 'pg';
import type { KnownSecrets } from './known-secrets.ts';

/** Looks for secrets in every row of every table, as a dump has them, where people have accounts to sign in by, or always. */
export async function lookInDatabase(
  known: KnownSecrets,
  ownerUrl: string,
  { always }: { readonly always: boolean },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sekisho tests' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from sign_in_accounts limit 1');
    if (rowCount === 0 && !always) return;
    const { rows } = await client.query<{ name: string }>(
      `select format('%I', relname) as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0`,
    );
    for (const { name } of rows) {
      const { rows: kept } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      known.lookInRow(`a row of ${name}`, kept.map(({ row }) => row).join('\n'));
    }
  } finally {
    await client.end();
  }
}
