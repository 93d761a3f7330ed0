import { saveActEffects } from '../../access/state/save-act-effects.ts';
import { hasCluster } from '../../db/embedded/find-home.ts';
import { type JoinedServer, joinEmbedded } from '../../db/embedded/join-embedded.ts';
import { type Check, judgeReadiness } from '../../db/judge-readiness.ts';
import { loadDatabaseFacts } from '../../db/load-database-facts.ts';
import { migrate } from '../../db/migrate.ts';
import { buildPool } from '../../db/pool.ts';
import { monthlyTables } from '../../log/entry/record-classes.ts';
import { buildHints } from '../../log/hints.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { readSettings } from '../terminal/read-settings.ts';
import { Obstacle, type Terminal } from '../terminal/terminal.ts';
import { expectMigrated } from './expect-migrated.ts';
import { obstacleOf } from './obstacle-of.ts';

/**
 * Gives a command the database of this house for its duration: DATABASE_URL, else the embedded one, beside the running
 * service where there is one. It makes none: in a folder without one the command is refused.
 */
export async function withDatabase<Value>(
  terminal: Terminal,
  work: (deps: ActDeps) => Promise<Value>,
): Promise<Value> {
  const { database, dataDir } = readSettings(terminal);
  const variable = database.kind === 'given' ? database.service.variable : undefined;
  try {
    if (database.kind === 'given') return await onUrl(terminal, database.service.url, variable, work);
    await refuseUnlessMade(dataDir);
    const server = await joinEmbedded(dataDir);
    try {
      await migrateOwn(server);
      return await onUrl(terminal, server.serviceUrl, variable, work);
    } finally {
      await server.leave();
    }
  } catch (error) {
    throw obstacleOf(error, { variable });
  }
}

async function refuseUnlessMade(dataDir: string): Promise<void> {
  if (await hasCluster(dataDir)) return;
  throw new Obstacle({
    ja: `${dataDir} にデータベースがありません。そこで npm start を行うか、DATA_DIR 又は DATABASE_URL を指定してください。`,
    en: `no database in ${dataDir}: run npm start there, or name DATA_DIR or DATABASE_URL.`,
  });
}

async function migrateOwn({ own, url }: JoinedServer): Promise<void> {
  if (own) await migrate(url);
}

async function onUrl<Value>(
  { now }: Terminal,
  url: string,
  variable: string | undefined,
  work: (deps: ActDeps) => Promise<Value>,
): Promise<Value> {
  const pool = buildPool({ url, size: 2, name: 'sekisho command', onIdleError: () => undefined });
  const hints = buildHints(pool, () => undefined);
  try {
    // What is wrong with the login is told by whoever connects; of what comes after only that it fails.
    (await pool.connect()).release();
    if (variable !== undefined) await expectMigrated(pool, { variable });
    refuseUnlessReady(judgeReadiness(await loadDatabaseFacts(pool, monthlyTables)));
    return await work({ pool, clock: { now }, hints, saveEffects: saveActEffects });
  } finally {
    await hints.close();
    await pool.end();
  }
}

function refuseUnlessReady(checks: readonly Check[]): void {
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed !== undefined) throw new Obstacle({ ja: failed.says, en: `${failed.name}: ${failed.says}` });
}
