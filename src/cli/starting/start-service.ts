import { realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Logger } from 'pino';
import { buildBatchPool } from '../../access/batch/lanes/build-batch-pool.ts';
import { makeMonths, tellUnmadeMonths } from '../../access/state/keep-months.ts';
import { saveActEffects } from '../../access/state/save-act-effects.ts';
import { buildApp } from '../../app.ts';
import type { Config, DatabaseLogin } from '../../config.ts';
import { ensureServiceLogins } from '../../db/embedded/ensure-service-logins.ts';
import { startEmbedded } from '../../db/embedded/start-embedded.ts';
import type { ServerNews } from '../../db/embedded/supervise-server.ts';
import { migrate } from '../../db/migrate.ts';
import { buildPool } from '../../db/pool.ts';
import { discardHalfMade, isDemo } from '../../demo/mark-demo.ts';
import type { Clock } from '../../kernel/clock.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import { buildHints } from '../../log/hints.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { buildChildDerivation } from '../../sign-in/passwords/build-child-derivation.ts';
import { buildPasswordHashing } from '../../sign-in/passwords/build-password-hashing.ts';
import type { HashingDeps } from '../../sign-in/passwords/in-hashing-place.ts';
import { expectConnections } from '../database/expect-connections.ts';
import { expectMigrated } from '../database/expect-migrated.ts';
import { expectBatchLogin, expectServiceLogin } from '../database/expect-service-login.ts';
import { obstacleOf } from '../database/obstacle-of.ts';
import { Obstacle } from '../terminal/terminal.ts';
import { findSecrets } from './find-secrets.ts';
import { buildGroundWatch } from './ground-watch.ts';
import { hashingOf } from './hashing-of.ts';
import { serverOptions } from './server-options.ts';

export type RunningService = {
  readonly url: string;
  /** Stops listening, finishes what is under way, then lets the database go. */
  readonly stop: () => Promise<void>;
  /** Where the embedded database lies, unless that is DATA_DIR itself. */
  readonly dataElsewhere: string | undefined;
};

export type Preparation<Prepared> = {
  /** Of `buildLogger`: what happens before there is an app stands there, too. */
  readonly log: Logger;
  readonly clock: Clock;
  /** Keeps the clock to the database's while the service runs; absent where time is not the present. */
  readonly watchClock?: (deps: ActDeps) => () => Promise<void>;
  /**
   * The record is of another time, in a database that is nobody's office: what its service stands on now, the clock, the disk,
   * how far the logs had come, has no place in it.
   */
  readonly isPast?: true;
  /** Run over the migrated database before anybody is answered; its owner is known where it is the embedded one. */
  readonly prepare: (deps: ActDeps & HashingDeps, ownerUrl: string | undefined) => Promise<Prepared>;
};

/**
 * Starts the service: database, schema, preparation, then the socket. What fails on the way leaves nothing running, and is told in
 * one line where an operator can mend it.
 */
export async function startService<Prepared>(
  config: Config,
  { log, clock, watchClock, isPast, prepare }: Preparation<Prepared>,
): Promise<RunningService & { readonly prepared: Prepared }> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of opened.toReversed()) await close();
  };
  try {
    const database = await openDatabase(config, (news) => log.error(wordsOf(news)));
    opened.push(database.close);
    await expectFreePort(config);
    for (const warning of await database.migrate()) log.warn(warning);
    if (config.database.kind === 'given') await expectServiceLogin(config.database.service);
    if (database.batches === undefined) log.warn(withoutBatchLogin);

    let isStopping = false;
    const onIdleError = (error: unknown) => {
      if (!isStopping) log.error({ err: error }, 'a connection to the database broke');
    };
    const pool = buildPool({ url: database.url, size: config.poolSize, name: 'sekisho', onIdleError });
    opened.push(() => pool.end());
    if (config.database.kind === 'given') {
      await expectMigrated(pool, config.database.service);
      if (config.database.batches !== undefined) await expectBatchLogin(config.database.batches);
    }
    await expectConnections(pool, config);
    const batchPool =
      database.batches === undefined
        ? buildBatchPool(database.url, onIdleError, { role: 'sekisho_app' })
        : buildBatchPool(database.batches, onIdleError);
    opened.push(() => batchPool.end());
    const hints = buildHints(pool, onIdleError);
    opened.push(() => hints.close());
    const deps: ActDeps = { pool, clock, hints, saveEffects: saveActEffects };
    const ground = buildGroundWatch(
      deps,
      {
        highWaterFile: config.highWaterFile,
        home: database.home,
        lookAtClock: watchClock?.(deps),
      },
      {
        onNews: (words) => log.error(words),
        onError: (error) => log.error({ err: error }, 'a look at what the service stands on failed'),
      },
    );
    if (!isPast) {
      // Now, not only daily: one that rested for a season records into no month, one started anew each night has no first day.
      const monthsFailed = (error: unknown) => log.error({ err: error }, 'making months ahead failed');
      await makeMonths(deps).catch(monthsFailed);
      await ground.begin();
      await tellUnmadeMonths(deps).catch(monthsFailed);
    }
    const { peppers, seedKeys } = await findSecrets(config);
    const derivation = buildChildDerivation();
    opened.push(async () => derivation.close());
    const { hashing } = hashingOf(config, peppers, derivation.deriveKey);
    const passwords = { hashing: hashing && buildPasswordHashing(hashing) };
    const prepared = await prepare({ ...deps, ...passwords }, database.ownerUrl);

    const app = await buildApp({
      ...deps,
      batchPool,
      policy: config.policy,
      bulkReadRows: config.bulkReadRows,
      server: serverOptions(config, log),
      publicOrigin: config.publicOrigin,
      provider: config.provider,
      secure: config.tls !== undefined || config.behindTlsProxy,
      isDemo: await isDemo(pool),
      ...(hashing === undefined ? {} : { hashing }),
      seedKeys,
      readiness: ground.readiness,
      logWatch: ground.logWatch,
    });
    opened.push(async () => {
      isStopping = true;
    });
    if (!isPast) {
      ground.goOn();
      opened.push(ground.stop);
    }
    opened.push(() => app.close());
    const listening = await app.listen({
      host: config.host,
      port: config.port,
      // The framework does not know that the server it was given speaks TLS.
      listenTextResolver: (address) => `listening at ${withScheme(address, config)}`,
    });
    inSlices(app.compilers.compileAll()).catch((error: unknown) =>
      log.error({ err: error }, 'a schema cannot be compiled'),
    );
    return { url: shownUrl(listening, config), stop, dataElsewhere: database.dataElsewhere, prepared };
  } catch (error) {
    await stop();
    const { host, port, database } = config;
    const variable = database.kind === 'given' ? database.service.variable : undefined;
    throw obstacleOf(error, { host, port, variable });
  }
}

const withoutBatchLogin =
  'the batches run by the login of the service, which reads names: give them their own in BATCH_DATABASE_URL (sekisho migrate --prepare)';

type OpenDatabase = {
  readonly url: string;
  /** By which the batches decide; undefined: by the same. */
  readonly batches: string | undefined;
  /** Of the embedded one: nobody else's owner works for a service. */
  readonly ownerUrl: string | undefined;
  /** Brings it to this release where that is this service's work; answers what was found that somebody must look after. */
  readonly migrate: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
  /** Where the embedded database lies. */
  readonly home: string | undefined;
  readonly dataElsewhere: string | undefined;
};

async function openDatabase(
  { database, dataDir }: Config,
  onNews: (news: ServerNews) => void,
): Promise<OpenDatabase> {
  if (database.kind === 'given') {
    const { service, batches, owner } = database;
    return {
      url: service.url,
      batches: batches?.url,
      ownerUrl: undefined,
      migrate: async () => (owner === undefined ? [] : migrateAs(owner)),
      close: () => Promise.resolve(),
      home: undefined,
      dataElsewhere: undefined,
    };
  }
  const server = await startEmbedded({ dataDir, durable: true, onNews }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Obstacle({
      ja: `組込みのデータベースを始められません: ${why}`,
      en: `cannot start the embedded database: ${why}`,
    });
  });
  const dataElsewhere = server.home === (await realpath(dataDir)) ? undefined : server.home;
  const { url: ownerUrl, serviceUrl: url, batchUrl: batches, stop: close, home } = server;
  await ensureServiceLogins(ownerUrl);
  const migrateOwn = async () => {
    await discardHalfMade(ownerUrl);
    return migrate(ownerUrl);
  };
  return { url, batches, ownerUrl, migrate: migrateOwn, close, home, dataElsewhere };
}

function migrateAs({ url, variable }: DatabaseLogin): Promise<readonly string[]> {
  return migrate(url).catch((error: unknown) => {
    throw obstacleOf(error, { variable, migrating: true });
  });
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

/** Asked before anything is made: tokens of a first start are shown once, so a service that cannot listen must not mint them. */
function expectFreePort({ host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
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
