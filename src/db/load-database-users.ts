import type { Pool } from './pool.ts';

/** A session in this database, by its login and by what it calls itself. */
export type DatabaseSession = { readonly pid: number; readonly login: string; readonly application: string };

/** Who is in this database past the program, and who could be. */
export type DatabaseUsers = {
  readonly strangers: readonly DatabaseSession[];
  /** The logins that could change or read something here, in order. */
  readonly logins: readonly string[];
};

/**
 * Asks the database who is in it. No stranger is: the login that asks, or one of the batches, under a name of ours; an owner's that
 * migrates; a backup's that copies. Whoever gives a session our name by a login of ours is not told apart.
 */
export async function loadDatabaseUsers(pool: Pool): Promise<DatabaseUsers> {
  const sessions = await pool.query<DatabaseSession>(
    `select a.pid, a.usename::text as login, coalesce(a.application_name, '') as application
      from pg_stat_activity a
      where a.datname = current_database() and a.usesysid is not null and a.pid <> pg_backend_pid()
        and coalesce(a.backend_type, 'client backend') = 'client backend'
        and not case
          when a.usename = session_user or ${isMember('a.usesysid', 'sekisho_batch')} and not ${isMighty('a.usesysid')}
            then a.application_name ~ '^sekisho( |$)'
          when ${isMember('a.usesysid', 'sekisho_owner')}
            then a.application_name ~ '^sekisho (migrate|months|login|demo)$'
          else ${isMember('a.usesysid', 'sekisho_backup')} and a.application_name ~ '^pg_(dump|basebackup|receivewal)$'
        end
      order by a.pid`,
  );
  const logins = await pool.query<{ login: string }>(
    `select r.rolname::text as login from pg_roles r
      where r.rolcanlogin and (${isMighty('r.oid')} or exists (
        select from pg_roles ours where ours.rolname ~ '^sekisho_' and not ours.rolcanlogin
          and pg_has_role(r.oid, ours.oid, 'member')))
      order by r.rolname`,
  );
  return { strangers: sessions.rows, logins: logins.rows.map(({ login }) => login) };
}

/** Also of a role that is not there. */
function isMember(oid: string, role: string): string {
  return `exists (select from pg_roles of where of.rolname = '${role}' and pg_has_role(${oid}, of.oid, 'member'))`;
}

function isMighty(oid: string): string {
  return `exists (select from pg_roles m where m.oid = ${oid} and (m.rolsuper or m.rolcreaterole or m.rolbypassrls or m.rolreplication))`;
}
