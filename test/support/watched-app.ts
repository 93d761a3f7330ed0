import type { FastifyInstance } from 'fastify';
import { type AppDeps, buildApp } from '../../src/app.ts';
import { buildLogger } from '../../src/cli/build-logger.ts';
import { serverOptions } from '../../src/cli/server-options.ts';
import type { Pool } from '../../src/db/pool.ts';
import { aConfig } from './a-config.ts';
import { type KnownSecrets, knownSecrets } from './canary/known-secrets.ts';
import { lookInDatabase } from './canary/look-in-database.ts';
import { watchExchanges } from './canary/watch-exchanges.ts';

/** Of each database of a test, whose services know the same secrets. */
const knownBy = new Map<string, KnownSecrets>();

function databaseIn({ options }: Pool): string {
  return new URL(String(options.connectionString)).pathname;
}

/** The secrets that are known to the services over this database. */
function secretsOf(pool: Pool): KnownSecrets {
  const database = databaseIn(pool);
  const known = knownBy.get(database) ?? knownSecrets();
  knownBy.set(database, known);
  return known;
}

/**
 * What was found of secrets where none may be, also in the database where people signed in; they are known no more from here on. Asked when no
 * service runs there any more.
 */
export async function secretsFound(pool: Pool, ownerUrl: string): Promise<readonly string[]> {
  const known = secretsOf(pool);
  knownBy.delete(databaseIn(pool));
  await lookInDatabase(known, ownerUrl);
  return known.hits();
}

/**
 * The service, watched: whatever it answers, streams and writes to its log is searched for every secret that it gave out, was shown or was
 * given (AT-102).
 */
export async function buildWatchedApp(deps: AppDeps): Promise<FastifyInstance> {
  const known = secretsOf(deps.pool);
  if (deps.provider !== undefined) known.learn(deps.provider.clientSecret);
  for (const secrets of [deps.hashing?.peppers, deps.seedKeys]) {
    for (const key of secrets?.byVersion.values() ?? []) {
      for (const form of ['hex', 'base64', 'base64url'] as const) known.learn(key.toString(form));
    }
  }
  const to = { write: (line: string) => known.lookIn('the log', line) };
  const log = buildLogger({ level: 'trace', as: 'json', colours: false, to });
  const app = await buildApp({ ...deps, server: { ...serverOptions(aConfig('.'), log), ...deps.server } });
  watchExchanges(app, known);
  return app;
}
