import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import { aDataFolder } from './folder.ts';

/** An empty PostgreSQL as a house has it: everybody but its superuser says a password. */
export type PasswordedCluster = {
  /** The folder of its socket. */
  readonly host: string;
  readonly superuserUrl: string;
  readonly asSuperuser: (statement: string) => Promise<void>;
  /** A login that may create roles and databases, and is no superuser. */
  readonly dba: { readonly user: string; readonly password: string };
  readonly urlOf: (user: string, password: string, database: string) => string;
  readonly stop: () => Promise<void>;
};

export async function aPasswordedCluster(): Promise<PasswordedCluster> {
  const folder = await aDataFolder();
  const rules = join(folder.path, 'hba.conf');
  await writeFile(rules, 'local all sekisho trust\nlocal all all scram-sha-256\n');
  const server = await startEmbedded({
    dataDir: folder.path,
    durable: false,
    onNews: () => undefined,
    settings: { hba_file: rules },
  });
  const dba = { user: 'dba', password: 'of the dba' };
  const asSuperuser = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asSuperuser(`create role dba login createrole createdb password '${dba.password}'`);
  const { host } = server.connection;
  return {
    host,
    superuserUrl: server.url,
    asSuperuser,
    dba,
    urlOf: (user, password, database) =>
      `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}/${database}`,
    stop: async () => {
      await server.stop();
      await folder.remove();
    },
  };
}
