import { inject } from 'vitest';
import { onServer } from './server-connection.ts';
import type { TestApp } from './test-app.ts';

/** The state of a test's database at a moment. */
export type Snapshot = {
  /** Puts that state in the place of the present one, under whoever is connected, as the snapshot of a volume would be. */
  readonly putBack: () => Promise<void>;
};

/** Takes the database as it is now. Same cluster, same timeline: nothing but its contents tells a copy from what it was made of. */
export async function takeSnapshot({ ownerUrl }: Pick<TestApp, 'ownerUrl'>): Promise<Snapshot> {
  const { url } = inject('databaseServer');
  const name = new URL(ownerUrl).pathname.slice(1);
  const copy = `${name}_snapshot`;
  await onServer(url, async (client) => {
    await client.query(`alter database ${name} with allow_connections false`);
    await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
      name,
    ]);
    await client.query(`drop database if exists ${copy}`);
    await client.query(`create database ${copy} template ${name}`);
    await client.query(`alter database ${name} with allow_connections true`);
  });
  return {
    putBack: () =>
      onServer(url, async (client) => {
        await client.query(`drop database ${name} with (force)`);
        await client.query(`create database ${name} template ${copy}`);
      }),
  };
}
