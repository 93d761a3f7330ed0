import type { Pool } from './pool.ts';

/**
 * How many connections the database gives this login at most: of the server, of the database and of the login the fewest,
 * without those that the server keeps for others.
 */
export async function loadConnectionRoom(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ room: number }>({
    name: 'load-connection-room',
    text: `
      select least(
        current_setting('max_connections')::int
          - current_setting('superuser_reserved_connections')::int
          - coalesce(current_setting('reserved_connections', true)::int, 0),
        (select nullif(datconnlimit, -1) from pg_database where datname = current_database()),
        (select nullif(rolconnlimit, -1) from pg_roles where rolname = session_user)
      ) as room`,
  });
  const [row] = rows;
  if (row === undefined) throw new Error('the database says nothing of its connections');
  return row.room;
}
