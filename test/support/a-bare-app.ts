import type { FastifyInstance } from 'fastify';
import { buildPool } from '../../src/db/pool.ts';
import { buildHints } from '../../src/log/hints.ts';
import { knownSecrets } from './canary/known-secrets.ts';
import { buildWatchedApp } from './watched-app.ts';

/** The service as it is composed, over a database that nobody reaches: what it says of itself, and that it lets nobody in, needs none. */
export async function aBareApp(): Promise<FastifyInstance> {
  const pool = buildPool({
    url: 'postgres://nobody@127.0.0.1/nothing',
    size: 1,
    name: 'sekisho test',
    onIdleError: () => undefined,
  });
  await pool.end();
  const hints = buildHints(pool, () => undefined);
  return buildWatchedApp(
    { pool, batchPool: pool, clock: { now: () => new Date() }, hints },
    { known: knownSecrets() },
  );
}
