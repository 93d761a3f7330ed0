import { type SQL, sql } from 'drizzle-orm';

/**
 * The cluster a log lives in and the timeline it grows on. The timeline is read off the present WAL file: the control
 * file tells of it only after the first checkpoint of a promoted standby.
 */
export const logIdentity: SQL = sql`(
  select system_identifier::text as system_identifier,
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline
  from pg_control_system())`;
