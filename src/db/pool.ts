import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { programLevel } from './program-level.ts';

// A seq, a count or a clock offset fits a double: entries keep integers below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Pool = pg.Pool;
export type Database = NodePgDatabase;

export type PoolSettings = {
  readonly url: string;
  readonly size: number;
  readonly name: string;
  /** The role its connections drop to; the login must be a member. */
  readonly role?: 'sekisho_app' | 'sekisho_batch' | 'sekisho_owner';
  /** The level of the program whose connections these are. */
  readonly program?: number;
  /** Further settings of each connection, such as `plan_cache_mode`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told of connections that break while idle; without a listener they would end the process. */
  readonly onIdleError: (error: Error) => void;
};

/**
 * Limits of every connection, whoever works on it: a frozen instance loses the head it holds after 2 s, because
 * PostgreSQL ends its idle transaction, and whoever waits for a lock gives up as soon.
 */
const sessionLimits = {
  lock_timeout: '2s',
  statement_timeout: '5s',
  idle_in_transaction_session_timeout: '2s',
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
} as const;

/** A statement without an answer ends its connection: longer than the server's own limits, for a frozen one never says no. */
const patienceMs = 6_000;

/** Connections to the database under the app's role, or another; commits are durable before they are answered (I1). */
export function buildPool(settings: PoolSettings): Pool {
  const { url, size, name, role = 'sekisho_app', onIdleError } = settings;
  const session = {
    role,
    synchronous_commit: 'on',
    timezone: 'UTC',
    // Up to PostgreSQL 17 a plan with a scan that is switched off (`enable_seqscan`) costs so much that it is compiled: 40 ms a
    // batch, five times what the batch takes.
    jit: 'off',
    'sekisho.program': String(settings.program ?? programLevel),
    ...sessionLimits,
    ...settings.settings,
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: patienceMs,
    options: Object.entries(session)
      .map(([key, value]) => `-c ${key}=${value}`)
      .join(' '),
    // Statements sent together travel together; each is still run after the one before it.
    pipeline: true,
  });
  pool.on('error', onIdleError);
  // One lost while in use fails its statements; that nobody listened to it besides would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A connection like those of the pool that does not count among them: for who keeps it, as a listener does. */
export async function connectBeside(pool: Pool): Promise<pg.Client> {
  const client = new pg.Client(pool.options);
  // Its loss is told to whoever keeps it; until somebody does, it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The query builder over one connection or a pool. */
export function databaseOf(source: pg.Pool | pg.PoolClient): Database {
  return drizzle(source);
}
