import type { DatabaseLogin, MigrationConfig } from '../../config.ts';
import { joinEmbedded } from '../../db/embedded/join-embedded.ts';
import { migrate as migrateDatabase } from '../../db/migrate.ts';
import { type PreparationNames, preparationSql, usualNames } from '../../db/preparation-sql.ts';
import { obstacleOf } from '../database/obstacle-of.ts';
import { readOptions } from '../terminal/read-options.ts';
import { readMigrationSettings } from '../terminal/read-settings.ts';
import type { Command } from '../terminal/terminal.ts';

export const migrate: Command = {
  name: 'migrate',
  summary: {
    ja: 'データベースをこの版の形にし、記録の月の区画を先まで作る',
    en: "bring the database to this release and make the record's months ahead",
  },
  help: {
    ja: `  % migrate --prepare                                データベースの管理者が用意する SQL を出す
  MIGRATE_DATABASE_URL=postgres://sekisho_migrate@db/sekisho % migrate
  MIGRATE_DATABASE_URL_FILE=/run/secrets/owner % migrate

MIGRATE_DATABASE_URL（なければ DATABASE_URL）の利用者で移行します。どちらもなければ組込みのデータベースです。
何度実行しても、同時に実行しても構いません。
  --prepare  役割・利用者・データベースを作る SQL を標準出力に出すだけで、何も行いません。
             名前は、指定があれば上の変数の URL から採ります。パスワードは出しません。`,
    en: `  % migrate --prepare                                print the SQL a DBA prepares the server with
  MIGRATE_DATABASE_URL=postgres://sekisho_migrate@db/sekisho % migrate
  MIGRATE_DATABASE_URL_FILE=/run/secrets/owner % migrate

Migrates as the login of MIGRATE_DATABASE_URL (else DATABASE_URL), or the embedded database without either.
It may run any number of times, also at once.
  --prepare  only print the SQL that makes roles, logins and database; nothing is done.
             Names are taken from the URLs of these variables where they are set; passwords are never printed.`,
  },
  async run(terminal, args) {
    const { values } = readOptions(args, { prepare: { type: 'boolean' } });
    const config = readMigrationSettings(terminal);
    if (values.prepare === true) {
      terminal.write(preparationSql(namesIn(config)).trimEnd());
      return 0;
    }
    // Somebody who has one login alone says it by the one variable; whether it may migrate shows.
    const login = config.owner ?? config.service;
    try {
      const found = await migrateAny(login, config.dataDir);
      for (const words of found) terminal.say({ ja: words, en: words });
    } catch (error) {
      throw obstacleOf(error, { variable: login?.variable, migrating: true });
    }
    terminal.say({ ja: '移行は済んでいます。', en: 'migrated.' });
    return 0;
  },
};

/** Answers what the migrations found that somebody must look after. */
async function migrateAny(login: DatabaseLogin | undefined, dataDir: string): Promise<readonly string[]> {
  if (login !== undefined) return migrateDatabase(login.url);
  const server = await joinEmbedded(dataDir);
  return migrateDatabase(server.url).finally(server.leave);
}

function namesIn({ owner, service, batches }: MigrationConfig): PreparationNames {
  const database = [owner, service].flatMap((login) => (login === undefined ? [] : databaseIn(login)));
  return {
    database: database[0] ?? usualNames.database,
    owner: userIn(owner) ?? usualNames.owner,
    service: userIn(service) ?? usualNames.service,
    batches: userIn(batches) ?? usualNames.batches,
  };
}

function databaseIn({ url }: DatabaseLogin): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

function userIn(login: DatabaseLogin | undefined): string | undefined {
  const user = login === undefined ? '' : decodeURIComponent(new URL(login.url).username);
  return user === '' ? undefined : user;
}
