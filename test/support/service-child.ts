// Run as a process of its own by the tests of faults: one instance of the service, that can be killed or frozen.
import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import { buildPool } from '../../src/db/pool.ts';
import { buildHints } from '../../src/log/hints.ts';
import { knownSecrets } from './canary/known-secrets.ts';
import { buildWatchedApp } from './watched-app.ts';

const [url = '', batchUrl = '', level = ''] = process.argv.slice(2);
const onIdleError = () => undefined;
const pool = buildPool({ url, size: 4, name: 'sekisho child', onIdleError });
const batchPool = buildBatchPool(batchUrl, onIdleError);
// It can be killed at any moment: what it gives out, is shown and finds is told at once.
const known = knownSecrets((news) => process.send?.(news));
const app = await buildWatchedApp(
  {
    pool,
    batchPool,
    clock: { now: () => new Date() },
    hints: buildHints(pool, onIdleError),
  },
  { known, level: level === 'silent' ? level : 'trace' },
);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
// Whoever started it is gone.
process.stdin.resume().once('end', () => process.exit(1));
process.once('SIGTERM', () => {
  app.close().then(() => process.exit(0));
});
process.stdout.write(`${JSON.stringify({ address })}\n`);
