import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import { saveActEffects } from '../../src/access/state/save-act-effects.ts';
import { buildPool, type Pool } from '../../src/db/pool.ts';
import { programLevel } from '../../src/db/program-level.ts';
import type { LiveSettings } from '../../src/live/stream/live-stream.ts';
import { buildHints } from '../../src/log/hints.ts';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import type { TestApp } from './test-app.ts';
import { buildWatchedApp } from './watched-app.ts';

/** One instance of the service on a real socket. */
export type LiveInstance = {
  /** `ws://127.0.0.1:port/api/v1` */
  readonly url: string;
  readonly pool: Pool;
  /** What writes on this instance and hints to all. */
  readonly deps: ActDeps;
  readonly close: () => Promise<void>;
};

/** Another instance over the database of a test, with ticks quick enough not to be waited for. */
export async function startInstance(
  { databaseUrl, batchUrl, clock }: TestApp,
  live: Partial<LiveSettings> = { tickMs: 25 },
  { poolSize = 6, program = programLevel }: { readonly poolSize?: number; readonly program?: number } = {},
): Promise<LiveInstance> {
  const pool = buildPool({
    url: databaseUrl,
    size: poolSize,
    name: 'sekisho live',
    program,
    onIdleError: () => undefined,
  });
  const hints = buildHints(pool, () => undefined);
  const deps = { pool, clock, hints, saveEffects: saveActEffects };
  const batchPool = buildBatchPool(batchUrl, () => undefined, { program });
  const app = await buildWatchedApp({ ...deps, batchPool, live });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `${address.replace('http', 'ws')}/api/v1`,
    pool,
    deps,
    close: async () => {
      await app.close();
      await hints.close();
      await pool.end();
      await batchPool.end();
    },
  };
}
