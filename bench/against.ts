import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { bundled } from './bundled.ts';
import { buildCpuTime, type CpuTime } from './cpu-time.ts';
import { buildReport, median, medianInterval, rounded } from './figures.ts';
import { driveGateways } from './load.ts';
import { benchPlan, officeSize } from './office.ts';
import { eventsPerUpload, upload, uploadsPerRound } from './uploads.ts';
import { visitorsInside } from './visitors-inside.ts';

/**
 * This checkout against another one (`npm run bench:against -- <folder>`), in interleaved rounds of the same load: the ratio
 * ours/theirs of each pair, its median and the interval that holds the true median with 95 %; beside it (`cpu`) the ratio of what
 * an event cost the processor, theirs/ours, which others at work on the machine disturb less than the clock. The other checkout needs its
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
  /** Of its service and database so far. */
  readonly cpuTime: () => Promise<CpuTime>;
  readonly stop: () => Promise<void>;
};

/** How many events the service and database decided, and how many a second by the clock. */
type Driven = { readonly events: number; readonly perSecond: number };

const loads: Readonly<Record<string, (standing: Standing) => Promise<Driven>>> = {
  'decide-alone': async ({ folder: checkout }) => ({ events: 0, perSecond: await decideAlone(checkout) }),
  'decide-64': async ({ url, tokens }) => {
    const { perSecond } = await driveGateways(url, 64, seconds, tokens);
    return { events: perSecond * seconds, perSecond };
  },
  'upload-1000': async ({ url, tokens: [token = ''] }) => ({
    events: eventsPerUpload * uploadsPerRound,
    perSecond: await upload(url, token),
  }),
};

/** One side of a round: events a second by the clock, and microseconds of processor an event; undefined where no service had any. */
type Side = { readonly perSecond: number; readonly cpu: CpuTime | undefined };
type Round = { readonly ours: Side; readonly theirs: Side };

const ours = await stand('.');
const theirs = await stand(folder);
try {
  for (const [name, drive] of Object.entries(loads)) {
    if (options.only !== undefined && options.only !== name) continue;
    await drive(ours);
    await drive(theirs);
    const pairs: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await ours.vacuum();
      await theirs.vacuum();
      // Whoever is first in one round is second in the next.
      const [first, second] = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
      const figures = [await measure(first, drive), await measure(second, drive)] as const;
      const [one, other] = round % 2 === 0 ? figures : [figures[1], figures[0]];
      pairs.push({ ours: one, theirs: other });
    }
    report({
      name,
      ...interval(
        'ratio',
        pairs.map((round) => round.ours.perSecond / round.theirs.perSecond),
      ),
      ours: Math.round(median(pairs.map((round) => round.ours.perSecond))),
      theirs: Math.round(median(pairs.map((round) => round.theirs.perSecond))),
      rounds,
      ...(pairs.every(({ ours: { cpu } }) => cpu === undefined) ? {} : processorFigures(pairs)),
    });
  }
} finally {
  await ours.stop();
  await theirs.stop();
}

async function measure(standing: Standing, drive: (standing: Standing) => Promise<Driven>): Promise<Side> {
  const before = await standing.cpuTime();
  const { events, perSecond } = await drive(standing);
  const after = await standing.cpuTime();
  const anEvent = (part: keyof CpuTime) => (1000 * (after[part] - before[part])) / events;
  return {
    perSecond,
    cpu: events === 0 ? undefined : { service: anEvent('service'), database: anEvent('database') },
  };
}

function processorFigures(pairs: readonly Round[]): Readonly<Record<string, number>> {
  const middle = (side: keyof Round, part: keyof CpuTime) =>
    rounded(median(pairs.map((round) => round[side].cpu?.[part] ?? Number.NaN)));
  const all = ({ cpu }: Side) => (cpu?.service ?? Number.NaN) + (cpu?.database ?? Number.NaN);
  return {
    ...interval(
      'cpu',
      pairs.map((round) => all(round.theirs) / all(round.ours)),
    ),
    serviceUs: middle('ours', 'service'),
    theirServiceUs: middle('theirs', 'service'),
    databaseUs: middle('ours', 'database'),
    theirDatabaseUs: middle('theirs', 'database'),
  };
}

/** The median, and between what the true one lies. */
function interval(name: string, ratios: readonly number[]): Readonly<Record<string, number>> {
  const [low, high] = medianInterval(ratios);
  return { [name]: rounded(median(ratios)), [`${name}From`]: rounded(low), [`${name}To`]: rounded(high) };
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
    cpuTime: buildCpuTime(child.pid, client),
    async stop() {
      await child.stop();
      await client.end();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The service of a checkout, as it is run. */
async function serve(checkout: string, databaseUrl: string, siteId: string) {
  const { folder, remove } = await bundled({ servers: 'bench/servers.ts' }, checkout);
  const child = spawn(process.execPath, ['--max-semi-space-size=64', join(folder, 'servers.js')], {
    cwd: checkout,
    env: { ...process.env, VARIANT: 'ours', BENCH_URL: databaseUrl, SITE: siteId, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface({ input: child.stdout })) {
    return {
      url,
      pid: child.pid ?? 0,
      async stop() {
        child.kill('SIGTERM');
        await once(child, 'exit');
        await remove();
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
