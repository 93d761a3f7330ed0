import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { ensureRoles } from './ensure-roles.ts';
import { fillSearchKeys } from './fill-search-keys.ts';
import { grantBatches } from './grant-batches.ts';
import { monthsAhead } from './months-ahead.ts';
import { packageFolder } from './package-folder.ts';

/** SQLSTATE of `raise warning`: what a migration of ours says, not what PostgreSQL remarks on a grant. */
const raisedWarning = '01000';

const withoutBatchRole =
  'the role sekisho_batch is not there, so batches run with all rights of the service: have a DBA make it and its login, then migrate again / 役割 sekisho_batch がないため、判定はサービスの全権限で動きます。データベースの管理者が役割とその利用者を作ってから、もう一度移行してください（SQL: sekisho migrate --prepare）';

/**
 * Brings the database of `ownerUrl` to this release's schema, makes the months ahead and fills the keys of names that programs before wrote.
 * The login must own the database's `public` schema or be a superuser; racing migrators wait for one another. Answers what
 * the migrations that ran found that somebody must look after.
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sekisho migrate' });
  const warnings: string[] = [];
  client.on('notice', ({ code, message }) => {
    if (code === raisedWarning && message !== undefined) warnings.push(message);
  });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('sekisho migrate'))");
    const roles = await ensureRoles(client);
    const { rows } = await client.query<{ database: string; login: string }>(
      'select quote_ident(current_database()) as database, quote_ident(current_user) as login',
    );
    for (const { database, login } of rows) {
      await client.query(`grant sekisho_owner to ${login}`).catch(ignoreOwnGrant);
      await client.query(`grant create on database ${database} to sekisho_owner`);
    }
    await client.query('grant create, usage on schema public to sekisho_owner');
    // Not everybody may use it where an administrator has closed it; the owner role cannot grant what is not its own.
    await client.query(
      'grant usage on schema public to sekisho_app, sekisho_retention, sekisho_audit_ro, sekisho_backup',
    );
    if (roles.batches) await client.query('grant usage on schema public to sekisho_batch');
    await client.query('set role sekisho_owner');
    await runMigrations(drizzle(client), { migrationsFolder: join(packageFolder(), 'migrations') });
    await client.query('select make_months(current_date, $1)', [monthsAhead]);
    await fillSearchKeys(client);
    if (roles.batches) await grantBatches(client);
    else warnings.push(withoutBatchRole);
    return warnings;
  } finally {
    await client.end();
  }
}

/** A login that already is a member, or is the role itself, needs no grant and may not be allowed to give it. */
function ignoreOwnGrant(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '42501' && code !== '0LP01') throw error;
}
