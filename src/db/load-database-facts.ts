import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { within } from '../kernel/within.ts';
import { isOutdated } from './is-outdated.ts';
import type { DatabaseFacts } from './judge-readiness.ts';
import { packageFolder } from './package-folder.ts';
import type { Pool } from './pool.ts';
import { sqlState } from './sql-state.ts';

/** Names a database that was never migrated does not know: a table, a schema, a role, or a right to look. */
const notMigrated = ['42P01', '3F000', '22023', '42501'];

const answerWithinMs = 2_000;

/** Asks the database about itself and about the months of these tables, and waits 2 s at most, also for one that is frozen. */
export function loadDatabaseFacts(
  pool: Pool,
  monthlyTables: readonly string[],
): Promise<DatabaseFacts | 'unreachable' | 'not-migrated'> {
  return within(answerWithinMs, askDatabase(pool, monthlyTables), 'the database does not answer').catch(
    () => 'unreachable' as const,
  );
}

async function askDatabase(
  pool: Pool,
  monthlyTables: readonly string[],
): Promise<DatabaseFacts | 'unreachable' | 'not-migrated'> {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    await client.query('begin read only');
    await client.query("set local statement_timeout = '2s'");
    const facts = await ask(client, monthlyTables);
    await client.query('commit');
    client.release();
    return facts;
  } catch (error) {
    client?.release(true);
    return notMigrated.includes(sqlState(error) ?? '') ? 'not-migrated' : 'unreachable';
  }
}

async function ask(client: PoolClient, monthlyTables: readonly string[]): Promise<DatabaseFacts> {
  // A database that is behind lacks the youngest of them: how many migrations are missing is told all the same.
  const standing = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) as name where to_regclass(name || '_default') is not null",
    [monthlyTables],
  );
  const used = standing.rows.map(({ name }) => `exists (select from ${name}_default)`);
  const { rows } = await client.query<Omit<DatabaseFacts, 'migrations'> & { readonly applied: number }>({
    text: `
      select
        (select count(*)::int from drizzle.__drizzle_migrations) as "applied",
        ${isOutdated} as "outdated",
        current_setting('server_version_num')::int as "serverVersion",
        current_setting('fsync') as "fsync",
        current_setting('synchronous_commit') as "synchronousCommit",
        current_setting('synchronous_standby_names') as "synchronousStandbys",
        (${['false', ...used].join(' or ')}) as "defaultPartitionUsed",
        (select coalesce(min(ahead), 61) - 1 from generate_series(1, 60) as ahead
          cross join unnest($1::text[]) as monthly
          where to_regclass(monthly || '_' || to_char(now() at time zone 'UTC' + make_interval(months => ahead), 'YYYYMM')) is null
        ) as "monthsAhead"`,
    values: [monthlyTables],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('the database says nothing of itself');
  const { applied, ...facts } = row;
  return { ...facts, migrations: { known: knownMigrations(), applied } };
}

let known: number | undefined;

/** How many migrations this release has. */
function knownMigrations(): number {
  known ??= countMigrations(
    readFileSync(join(packageFolder(), 'migrations', 'meta', '_journal.json'), 'utf8'),
  );
  return known;
}

function countMigrations(journal: string): number {
  const parsed: { readonly entries: readonly unknown[] } = JSON.parse(journal);
  return parsed.entries.length;
}
