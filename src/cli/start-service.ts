import { realpath, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { buildBatchPool } from '../access/batch/lanes/build-batch-pool.ts';
import { saveActEffects } from '../access/state/save-act-effects.ts';
import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import { ensureServiceLogin } from '../db/embedded/ensure-service-login.ts';
import { startEmbedded } from '../db/embedded/start-embedded.ts';
import type { ServerNews } from '../db/embedded/supervise-server.ts';
import type { Check } from '../db/judge-readiness.ts';
import { migrate } from '../db/migrate.ts';
import { buildPool } from '../db/pool.ts';
import { sqlState } from '../db/sql-state.ts';
import { discardHalfMade } from '../demo/mark-half-made.ts';
import type { Clock } from '../kernel/clock.ts';
import { repeat } from '../kernel/repeat.ts';
import { buildLogWatch, type LogWatchNews } from '../log/build-log-watch.ts';
import { buildHints } from '../log/hints.ts';
import type { ActDeps } from '../log/perform-act.ts';
import { expectConnections } from './expect-connections.ts';
import { highWaterFile } from './high-water-file.ts';
import { serverOptions } from './server-options.ts';
import { Obstacle } from './terminal.ts';

export type RunningService = {
  readonly url: string;
  /** Stops listening, finishes what is under way, then lets the database go. */
  readonly stop: () => Promise<void>;
  /** Where the embedded database lies, unless that is DATA_DIR itself. */
  readonly dataElsewhere: string | undefined;
};

export type Preparation<Prepared> = {
  readonly clock: Clock;
  /** Keeps the clock to the database's while the service runs; absent where time is not the present. */
  readonly watchClock?: (deps: ActDeps) => () => Promise<void>;
  /** Run over the migrated database before anybody is answered. */
  readonly prepare: (deps: ActDeps, ownerUrl: string) => Promise<Prepared>;
};

/** Starts the service: database, schema, preparation, then the socket. What fails on the way leaves nothing running. */
export async function startService<Prepared>(
  config: Config,
  { clock, watchClock, prepare }: Preparation<Prepared>,
): Promise<RunningService & { readonly prepared: Prepared }> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of opened.toReversed()) await close();
  };
  try {
    // Until there is a log to write it to.
    const untold: string[] = [];
    const told = { log: (words: string): unknown => untold.push(words) };
    const database = await openDatabase(config, (news) => told.log(wordsOf(news)));
    opened.push(database.close);
    await expectFreePort(config);
    if (config.database.kind === 'embedded') await discardHalfMade(database.migrateUrl);
    const warnings = await migrate(database.migrateUrl);

    const errors: { log?: (error: unknown) => void } = {};
    const onIdleError = (error: unknown) => errors.log?.(error);
    const pool = buildPool({ url: database.url, size: config.poolSize, name: 'sekisho', onIdleError });
    opened.push(() => pool.end());
    await expectConnections(pool, config);
    const batchPool = buildBatchPool(database.url, onIdleError);
    opened.push(() => batchPool.end());
    const hints = buildHints(pool, onIdleError);
    opened.push(() => hints.close());
    const deps: ActDeps = { pool, clock, hints, saveEffects: saveActEffects };
    const lookAtClock = watchClock?.(deps);
    const store = highWaterFile(config.highWaterFile, (words) => told.log(words));
    const logWatch = buildLogWatch(deps, {
      store,
      onNews: (news) => told.log(wordsOfWatch(news)),
      onFault: (error) => errors.log?.(error),
    });
    const lookAround = async () => {
      await lookAtClock?.();
      await logWatch.look();
    };
    await lookAround();
    const prepared = await prepare(deps, database.migrateUrl);

    const app = await buildApp({
      ...deps,
      batchPool,
      server: serverOptions(config),
      secure: config.tls !== undefined || config.behindTlsProxy,
      readiness: [
        store.check,
        ...(config.database.kind === 'embedded' ? [() => checkDisk(config.dataDir)] : []),
      ],
      logWatch,
    });
    for (const warning of warnings) app.log.warn(warning);
    for (const words of untold) app.log.error(words);
    told.log = (words) => app.log.error(words);
    // The driver hangs its whole connection on the error: the code and the words are what tells.
    errors.log = (error) =>
      app.log.error({ code: sqlState(error), reason: String(error) }, 'a connection to the database broke');
    opened.push(async () => {
      errors.log = () => undefined;
    });
    // Once more at the end, when nobody is answered any more: what was recorded last is not to be missed later.
    opened.push(() => logWatch.look().catch((error: unknown) => errors.log?.(error)));
    const looking = repeat(1_000, lookAround, (error) => errors.log?.(error));
    opened.push(looking.stop);
    opened.push(() => app.close());
    const listening = await app.listen({
      host: config.host,
      port: config.port,
      // The framework does not know that the server it was given speaks TLS.
      listenTextResolver: (address) => `listening at ${withScheme(address, config)}`,
    });
    return { url: shownUrl(listening, config), stop, dataElsewhere: database.dataElsewhere, prepared };
  } catch (error) {
    await stop();
    throw error;
  }
}

type OpenDatabase = {
  readonly url: string;
  readonly migrateUrl: string;
  readonly close: () => Promise<void>;
  readonly dataElsewhere: string | undefined;
};

async function openDatabase(
  { database, dataDir }: Config,
  onNews: (news: ServerNews) => void,
): Promise<OpenDatabase> {
  if (database.kind === 'given') {
    return { ...database, close: () => Promise.resolve(), dataElsewhere: undefined };
  }
  const server = await startEmbedded({ dataDir, durable: true, onNews }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Obstacle({
      ja: `組込みのデータベースを始められません: ${why}`,
      en: `cannot start the embedded database: ${why}`,
    });
  });
  const dataElsewhere = server.home === (await realpath(dataDir)) ? undefined : server.home;
  const { url: migrateUrl, serviceUrl: url, stop: close } = server;
  await ensureServiceLogin(migrateUrl);
  return { url, migrateUrl, close, dataElsewhere };
}

function wordsOf(news: ServerNews): string {
  switch (news.is) {
    case 'ended':
      return `the embedded database has ended (${news.how}) and is started again: ${news.log}`;
    case 'not-started':
      return `the embedded database does not start yet: ${news.why}`;
    case 'up-again':
      return 'the embedded database is up again';
  }
}

function wordsOfWatch(news: LogWatchNews): string {
  switch (news.is) {
    case 'restored':
      return `an earlier state of the database was put back, or it is another one: new epochs began in ${news.logs.join(', ')}`;
    case 'foreign':
      return 'how far the logs had come was kept for another database: it is not compared with this one';
  }
}

/** Asked before anything is made: tokens of a first start are shown once, so a service that cannot listen must not mint them. */
function expectFreePort({ host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}

/** Below this the record may soon have no room: 1 GiB. */
const littleRoom = 2 ** 30;

async function checkDisk(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const says = `記録の置き場の空きは ${(free / 2 ** 30).toFixed(1)} GiB です。`;
  return free >= littleRoom
    ? { name: 'disk', state: 'ok', says }
    : {
        name: 'disk',
        state: 'warning',
        says: `${says}空きを増やしてください。なくなると扉を開けられません。`,
      };
}

/** A server on every address is reached through this machine's own. */
function shownUrl(listening: string, { tls, host }: Config): string {
  const url = new URL(listening);
  if (host === '0.0.0.0' || host === '::') url.hostname = 'localhost';
  return withScheme(url.origin, { tls });
}

function withScheme(address: string, { tls }: Pick<Config, 'tls'>): string {
  return tls === undefined ? address : address.replace(/^http:/, 'https:');
}
