/**
 * The cluster a log lives in and the timeline it grows on, to be read `from` in a statement. The timeline is read off
 * the present WAL file: the control file tells of it only after the first checkpoint of a promoted standby.
 */
export const logIdentity = `(
  select system_identifier::text as system_identifier,
    ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline
  from pg_control_system())`;
