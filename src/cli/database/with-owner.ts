import pg from 'pg';
import { saveActEffects } from '../../access/state/save-act-effects.ts';
import { joinEmbedded } from '../../db/embedded/join-embedded.ts';
import { buildPool } from '../../db/pool.ts';
import { buildHints } from '../../log/hints.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { readMigrationSettings } from '../terminal/read-settings.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { obstacleOf } from './obstacle-of.ts';

/** What a command may do as the owner of the database: ask it for as long as it takes, and act by entries, briefly, as everybody does. */
export type Owner = { readonly client: pg.Client; readonly deps: ActDeps };

/** Gives a command the rights of the database's owner: of MIGRATE_DATABASE_URL, else of DATABASE_URL, else of the embedded database. */
export async function withOwner<Value>(
  terminal: Terminal,
  work: (owner: Owner) => Promise<Value>,
): Promise<Value> {
  const { owner, service, dataDir } = readMigrationSettings(terminal);
  const login = owner ?? service;
  try {
    if (login !== undefined) return await onUrl(terminal, login.url, work);
    const server = await joinEmbedded(dataDir);
    return await onUrl(terminal, server.url, work).finally(server.leave);
  } catch (error) {
    throw obstacleOf(error, { variable: login?.variable, migrating: true });
  }
}

const name = 'sekisho months';

async function onUrl<Value>(
  { now }: Terminal,
  url: string,
  work: (owner: Owner) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    options: '-c role=sekisho_owner -c timezone=UTC',
  });
  await client.connect();
  const pool = buildPool({ url, size: 2, name, role: 'sekisho_owner', onIdleError: () => undefined });
  const hints = buildHints(pool, () => undefined);
  try {
    return await work({ client, deps: { pool, clock: { now }, hints, saveEffects: saveActEffects } });
  } finally {
    await hints.close();
    await pool.end();
    await client.end();
  }
}
