import type { FastifyInstance } from 'fastify';
import { buildCompiledSchemas } from '../../src/api/edge/late-compilers.ts';
import { type AppDeps, buildApp } from '../../src/app.ts';
import { buildLogger } from '../../src/cli/starting/build-logger.ts';
import { serverOptions } from '../../src/cli/starting/server-options.ts';
import type { Pool } from '../../src/db/pool.ts';
import { aConfig } from './a-config.ts';
import { type KnownSecrets, knownSecrets } from './canary/known-secrets.ts';
import { lookInDatabase } from './canary/look-in-database.ts';
import { watchExchanges } from './canary/watch-exchanges.ts';

/** Of each database of a test, whose services know the same secrets. */
const knownBy = new Map<string, KnownSecrets>();

function urlOf({ options }: Pool): string {
  return String(options.connectionString);
}

/** Every service of a worker has the same schemas. */
const compiled = buildCompiledSchemas();

/** The secrets that are known to the services over this database, those that are programs among them. */
function secretsOver(databaseUrl: string): KnownSecrets {
  const database = new URL(databaseUrl).pathname;
  const known = knownBy.get(database) ?? knownSecrets();
  knownBy.set(database, known);
  return known;
}

/** The databases in which programs ran. */
const withPrograms = new Set<string>();

/** The same, of a service that is a program. */
export function secretsOfProgram(databaseUrl: string): KnownSecrets {
  withPrograms.add(new URL(databaseUrl).pathname);
  return secretsOver(databaseUrl);
}

/**
 * What was found of secrets where none may be, also in the database where people signed in or a program ran; they are known no more from here on. Asked when no
 * service runs there any more.
 */
export async function secretsFound(pool: Pool, ownerUrl: string): Promise<readonly string[]> {
  const known = secretsOver(urlOf(pool));
  const database = new URL(urlOf(pool)).pathname;
  knownBy.delete(database);
  await lookInDatabase(known, ownerUrl, { always: withPrograms.has(database) });
  return known.hits();
}

/**
 * The service, watched: whatever it answers, streams and writes to its log is searched for every secret that it gave out, was shown or was
 * given (AT-102).
 */
export async function buildWatchedApp(
  deps: AppDeps,
  {
    known = secretsOver(urlOf(deps.pool)),
    level = 'trace',
  }: { readonly known?: KnownSecrets; readonly level?: 'trace' | 'silent' } = {},
): Promise<FastifyInstance> {
  if (deps.provider !== undefined) known.learn(deps.provider.clientSecret);
  for (const secrets of [deps.hashing?.peppers, deps.seedKeys]) {
    for (const key of secrets?.byVersion.values() ?? []) {
      for (const form of ['hex', 'base64', 'base64url'] as const) known.learn(key.toString(form));
    }
  }
  const to = { write: (line: string) => known.lookIn('the log', line) };
  const log = buildLogger({ level, as: 'json', colours: false, to });
  const app = await buildApp({
    ...deps,
    compiled,
    server: { ...serverOptions(aConfig('.'), log), ...deps.server },
  });
  watchExchanges(app, known);
  return app;
}
