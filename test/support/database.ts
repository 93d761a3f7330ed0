import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { onServer, urlOfDatabase, urlOfLogin } from './server-connection.ts';

export type TestDatabase = {
  /** What the service is given as DATABASE_URL: a login with the app's rights alone. */
  readonly url: string;
  /** The same as BATCH_DATABASE_URL. */
  readonly batchUrl: string;
  /** What may look and change behind the service's back. */
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
};

const objectInUse = '55006';

/** A migrated database for one test file, copied from the run's template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, (client) => copyTemplate(client, name, server.template));
  const ownerUrl = urlOfDatabase(server.url, name);
  return {
    url: urlOfLogin(ownerUrl, server.service),
    batchUrl: urlOfLogin(ownerUrl, server.batches),
    ownerUrl,
    drop: () =>
      onServer(server.url, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/**
 * Files are copied: page by page through the log, as PostgreSQL does by itself, takes two to three times as long. Autovacuum may be looking at the
 * template for a moment.
 */
async function copyTemplate(client: pg.Client, name: string, template: string): Promise<void> {
  for (;;) {
    try {
      await client.query(`create database ${name} template ${template} strategy file_copy`);
      return;
    } catch (error) {
      const inUse = error instanceof pg.DatabaseError && error.code === objectInUse;
      if (!inUse) throw error;
      await sleep(100);
    }
  }
}
