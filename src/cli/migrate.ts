import { joinEmbedded } from '../db/embedded/join-embedded.ts';
import { migrate as migrateDatabase } from '../db/migrate.ts';
import { obstacleOf } from './obstacle-of.ts';
import { readOptions } from './read-options.ts';
import { readSettings } from './read-settings.ts';
import type { Command } from './terminal.ts';

export const migrate: Command = {
  name: 'migrate',
  summary: {
    ja: 'データベースをこの版の形にし、記録の月の区画を先まで作る',
    en: "bring the database to this release and make the record's months ahead",
  },
  help: {
    ja: `  % migrate
  MIGRATE_DATABASE_URL=postgres://owner@db/sekisho DATABASE_URL=… % migrate

MIGRATE_DATABASE_URL（なければ DATABASE_URL）の利用者で移行します。どちらもなければ組込みのデータベースです。
何度実行しても、同時に実行しても構いません。`,
    en: `  % migrate
  MIGRATE_DATABASE_URL=postgres://owner@db/sekisho DATABASE_URL=… % migrate

Migrates as the login of MIGRATE_DATABASE_URL (else DATABASE_URL), or the embedded database without either.
It may run any number of times, also at once.`,
  },
  async run(terminal, args) {
    readOptions(args, {});
    const { database, dataDir } = readSettings(terminal);
    try {
      const found = await migrateAny(database, dataDir);
      for (const words of found) terminal.say({ ja: words, en: words });
    } catch (error) {
      throw obstacleOf(error, {});
    }
    terminal.say({ ja: '移行は済んでいます。', en: 'migrated.' });
    return 0;
  },
};

/** Answers what the migrations found that somebody must look after. */
async function migrateAny(
  database: ReturnType<typeof readSettings>['database'],
  dataDir: string,
): Promise<readonly string[]> {
  if (database.kind === 'given') return migrateDatabase(database.migrateUrl);
  const server = await joinEmbedded(dataDir);
  return migrateDatabase(server.url).finally(server.leave);
}
