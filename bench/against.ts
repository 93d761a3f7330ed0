import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import pg from 'pg';
import { buildReport, median, medianInterval, rounded } from './figures.ts';
import { driveGateways } from './load.ts';
import { benchPlan, officeSize } from './office.ts';
import { upload } from './uploads.ts';
import { visitorsInside } from './visitors-inside.ts';

/**
 * This checkout against another one (`npm run bench:against -- <folder>`), in interleaved rounds of the same load: the ratio
 * ours/theirs of each pair, its median and the interval that holds the true median with 95 %. The other checkout needs its
 * packages installed, and is run as it stands: its own migrations, office and service. With `--visitors` so many visitors are
 * inside, of a checkout that knows them.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string' },
    visitors: { type: 'string', default: '0' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('usage: npm run bench:against -- <folder of another checkout>');
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const visitors = Number(options.visitors);
const report = buildReport(options.json);

type Standing = {
  readonly folder: string;
  readonly url: string;
  readonly tokens: readonly string[];
  readonly vacuum: () => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

const loads: Readonly<Record<string, (standing: Standing) => Promise<number>>> = {
  'decide-alone': ({ folder: checkout }) => decideAlone(checkout),
  'decide-64': async ({ url, tokens }) => (await driveGateways(url, 64, seconds, tokens)).perSecond,
  'upload-1000': ({ url, tokens: [token = ''] }) => upload(url, token),
};

const ours = await stand('.');
const theirs = await stand(folder);
try {
  for (const [name, drive] of Object.entries(loads)) {
    if (options.only !== undefined && options.only !== name) continue;
    await drive(ours);
    await drive(theirs);
    const pairs: { readonly ours: number; readonly theirs: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await ours.vacuum();
      await theirs.vacuum();
      // Whoever is first in one round is second in the next.
      const [first, second] = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
      const figures = [await drive(first), await drive(second)] as const;
      const [one, other] = round % 2 === 0 ? figures : [figures[1], figures[0]];
      pairs.push({ ours: one, theirs: other });
    }
    const ratios = pairs.map((pair) => pair.ours / pair.theirs);
    const [low, high] = medianInterval(ratios);
    report({
      name,
      ratio: rounded(median(ratios)),
      from: rounded(low),
      to: rounded(high),
      ours: Math.round(median(pairs.map((pair) => pair.ours))),
      theirs: Math.round(median(pairs.map((pair) => pair.theirs))),
      rounds,
    });
  }
} finally {
  await ours.stop();
  await theirs.stop();
}

/** A database with an office, and the service over it, all of one checkout's making. */
async function stand(checkout: string): Promise<Standing> {
  const module = (path: string) => import(pathToFileURL(resolve(checkout, path)).href);
  const dataDir = await mkdtemp(join(tmpdir(), 'sekisho-against-'));
  const { startEmbedded } = await module('src/db/embedded/start-embedded.ts');
  const server: { readonly url: string; readonly stop: () => Promise<void> } = await startEmbedded({
    dataDir,
    durable: true,
    onNews: () => undefined,
  });
  await (await module('src/db/migrate.ts')).migrate(server.url);
  const pool = (await module('src/db/pool.ts')).buildPool({
    url: server.url,
    size: 2,
    name: 'bench',
    onIdleError: () => undefined,
  });
  const hints = (await module('src/log/hints.ts')).buildHints(pool, () => undefined);
  const { saveActEffects: saveEffects } = await module('src/access/state/save-act-effects.ts');
  const deps = { pool, hints, clock: { now: () => new Date() }, saveEffects };
  const plan = benchPlan('00000000-0000-7000-8000-000000000001', officeSize.doors);
  const office = await (await module('test/support/an-office.ts')).anOffice(deps, {
    plan,
    staff: officeSize.staff,
  });
  if (visitors > 0 && existsSync(resolve(checkout, 'src/visitors'))) {
    await visitorsInside(deps, office.siteId, {
      count: visitors,
      zone: 'hall',
      zones: plan.zones.map(({ id }) => id),
    });
  }
  await hints.close();
  await pool.end();
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query('vacuum analyze');
  const child = await serve(checkout, server.url, office.siteId);
  return {
    folder: checkout,
    url: child.url,
    tokens: [...office.tokens.values()],
    vacuum: () => client.query('vacuum analyze'),
    async stop() {
      await child.stop();
      await client.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The service as it is run: bundled below its own package, where its files are found. */
async function serve(checkout: string, databaseUrl: string, siteId: string) {
  const outfile = join(checkout, 'dist', 'bench-servers.js');
  await build({
    absWorkingDir: resolve(checkout),
    entryPoints: ['bench/servers.ts'],
    outfile: resolve(outfile),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, ['--max-semi-space-size=64', resolve(outfile)], {
    cwd: checkout,
    env: { ...process.env, VARIANT: 'ours', BENCH_URL: databaseUrl, SITE: siteId, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: child.stdout })) {
    return {
      url,
      async stop() {
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  }
  throw new Error(`the service of ${checkout} did not start`);
}

/** Decisions a second, in a process of its own: what was compiled for one checkout serves not the other. */
async function decideAlone(checkout: string): Promise<number> {
  const source = `import { measureDecide } from ${JSON.stringify(resolve(checkout, 'bench/decide-alone.ts'))};
    console.log(measureDecide().perSecond);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) return Number(line);
  throw new Error(`nothing was decided in ${checkout}`);
}
