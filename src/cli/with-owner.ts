import pg from 'pg';
import { joinEmbedded } from '../db/embedded/join-embedded.ts';
import { obstacleOf } from './obstacle-of.ts';
import { readMigrationSettings } from './read-settings.ts';
import type { Terminal } from './terminal.ts';

/** Gives a command a connection of the database's owner: of MIGRATE_DATABASE_URL, else of DATABASE_URL, else of the embedded database. */
export async function withOwner<Value>(
  terminal: Terminal,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const { owner, service, dataDir } = readMigrationSettings(terminal);
  const login = owner ?? service;
  try {
    if (login !== undefined) return await onUrl(login.url, work);
    const server = await joinEmbedded(dataDir);
    return await onUrl(server.url, work).finally(server.leave);
  } catch (error) {
    throw obstacleOf(error, { variable: login?.variable, migrating: true });
  }
}

async function onUrl<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sekisho months',
    options: '-c role=sekisho_owner -c timezone=UTC',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
