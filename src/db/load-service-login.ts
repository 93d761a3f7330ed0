import pg from 'pg';

/** What the login of a service is, and what it could become: asked before the service takes the app's role. */
export type ServiceLogin = {
  readonly login: string;
  /** The app's role is there. Without it the database was never migrated. */
  readonly hasApp: boolean;
  readonly isApp: boolean;
  readonly isBatch: boolean;
  /** The roles it is or can become that may do more than the app to the record or to others' rights. */
  readonly mightier: readonly string[];
  readonly readOnly: boolean;
};

/** Asks the database who its login is. Errors are the driver's. */
export async function loadServiceLogin(url: string): Promise<ServiceLogin> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sekisho login',
    connectionTimeoutMillis: 5_000,
    query_timeout: 6_000,
  });
  // Its loss is told to whoever waits for an answer; until somebody does, it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<ServiceLogin>(`
      select
        session_user::text as "login",
        exists (select from pg_roles where rolname = 'sekisho_app') as "hasApp",
        exists (select from pg_roles where rolname = 'sekisho_app' and pg_has_role(session_user, oid, 'member')) as "isApp",
        exists (select from pg_roles where rolname = 'sekisho_batch' and pg_has_role(session_user, oid, 'member')) as "isBatch",
        pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly",
        array(
          select rolname::text from pg_roles r
          where pg_has_role(session_user, oid, 'member') and rolname <> 'sekisho_app' and (
            rolsuper or rolcreaterole or rolreplication or rolbypassrls
            or rolname in ('sekisho_owner', 'sekisho_retention', 'sekisho_audit_ro', 'sekisho_backup')
            or oid = (select datdba from pg_database where datname = current_database())
            or exists (
              select from unnest(array['entries', 'leaf_hashes', 'personal_records']) as record
              where has_table_privilege(r.oid, to_regclass(record), 'update, delete, truncate')
            )
          )
          -- A superuser can become everybody: that it is one says it all.
          and (rolname = session_user or not (select rolsuper from pg_roles where rolname = session_user))
          order by rolname <> session_user, rolname
        ) as "mightier"`);
    const [row] = rows;
    if (row === undefined) throw new Error('the database does not say who its login is');
    return row;
  } finally {
    await client.end();
  }
}
