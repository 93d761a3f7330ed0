import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { onServer, urlOfDatabase } from './server-connection.ts';
import { findTestServer } from './test-servers.ts';

/** What the test files need to make databases of their own. */
export type DatabaseServer = {
  readonly url: string;
  readonly template: string;
  /** Begins the name of every database of this run. */
  readonly prefix: string;
  /** The login the service is given: a member of `sekisho_app` and of nothing else. */
  readonly service: Login;
  /** That of its batches: a member of `sekisho_batch` and of nothing else. */
  readonly batches: Login;
};

export type Login = { readonly user: string; readonly password: string };

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: DatabaseServer;
  }
}

/**
 * Before all tests: one server, one migrated template, whichever projects need them. After them: nothing of this run is
 * left on the server.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.getProvidedContext().databaseServer !== undefined) return undefined;
  const server = await findTestServer();
  const prefix = `sekisho_test_${randomBytes(4).toString('hex')}`;
  const template = `${prefix}_template`;
  const [service, batches] = [aLogin(`${prefix}_service`), aLogin(`${prefix}_doors`)];
  const teardown = async () => {
    await dropAll(server.url, prefix);
    await onServer(server.url, (client) =>
      client.query(`drop role if exists ${service.user}, ${batches.user}`),
    );
    await server.stop();
  };
  try {
    const version = await makeTemplate(server.url, template);
    await makeLogin(server.url, service, 'sekisho_app');
    await makeLogin(server.url, batches, 'sekisho_batch');
    process.stdout.write(`tests use PostgreSQL ${version}: ${server.kind}\n`);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.vitest.provide('databaseServer', { url: server.url, template, prefix, service, batches });
  return teardown;
}

/** Nobody may connect to the template any more: a session there would stop it from being copied. */
async function makeTemplate(url: string, template: string): Promise<string> {
  await onServer(url, (client) =>
    client.query(`create database ${template} template template0 encoding 'UTF8'`),
  );
  await migrate(urlOfDatabase(url, template));
  return onServer(url, async (client) => {
    await client.query(`alter database ${template} with allow_connections false`);
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'of unknown version';
  });
}

function aLogin(user: string): Login {
  return { user, password: randomBytes(16).toString('hex') };
}

async function makeLogin(url: string, { user, password }: Login, role: string): Promise<void> {
  await onServer(url, (client) =>
    client.query(`create role ${user} login password '${password}' in role ${role}`),
  );
}

async function dropAll(url: string, prefix: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
}
