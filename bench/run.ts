import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { saveActEffects } from '../src/access/state/save-act-effects.ts';
import { startEmbedded } from '../src/db/embedded/start-embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { buildPool } from '../src/db/pool.ts';
import { buildHints } from '../src/log/hints.ts';
import { anOffice, type Office } from '../test/support/an-office.ts';
import { measureDecide } from './decide-alone.ts';
import { measureEndpoints } from './endpoints.ts';
import { buildReport } from './figures.ts';
import { benchPlan, officeSize } from './office.ts';
import { measureUploads } from './uploads.ts';
import { startVariants } from './variants.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
  },
});
const rounds = Number(options.rounds);
const report = buildReport(options.json);

const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'));
const server = await startEmbedded({ dataDir: folder, durable: true });
const client = new pg.Client(server.url);
await client.connect();
try {
  await migrate(server.url);
  const office = await prepareOffice(server.url);
  const tokens = [...office.tokens.values()];
  const vacuum = () => client.query('vacuum analyze');
  await vacuum();

  report({ name: 'decide-alone', ...measureDecide() });
  const variants = await startVariants(server.url, office.siteId);
  try {
    for (const connections of [1, 64]) {
      const load = { connections, rounds, seconds: Number(options.seconds), tokens, vacuum };
      report({ name: `decide-${connections}`, ...(await measureEndpoints(variants.urls, load)) });
    }
    const ours = variants.urls.get('ours') ?? '';
    report({
      name: 'upload-1000',
      ...(await measureUploads(client, ours, tokens[0] ?? '', office.siteId, rounds)),
    });
  } finally {
    await variants.stop();
  }
} finally {
  await client.end();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function prepareOffice(url: string): Promise<Office> {
  const pool = buildPool({ url, size: 2, name: 'bench', onIdleError: () => undefined });
  const hints = buildHints(pool, () => undefined);
  const organisation = '00000000-0000-7000-8000-000000000001';
  const deps = { pool, clock: { now: () => new Date() }, hints, saveEffects: saveActEffects };
  const office = await anOffice(deps, { plan: benchPlan(organisation), staff: officeSize.staff });
  await hints.close();
  await pool.end();
  return office;
}
