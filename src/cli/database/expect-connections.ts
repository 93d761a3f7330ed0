import { batchConnections } from '../../access/batch/lanes/build-batch-pool.ts';
import type { Config } from '../../config.ts';
import { loadConnectionRoom } from '../../db/load-connection-room.ts';
import type { Pool } from '../../db/pool.ts';
import { Obstacle } from '../terminal/terminal.ts';

/** The one that hears of grown logs stands beside the pools. */
const listening = 1;

/**
 * Refuses a start that would want more connections than the database gives: it would be found out only under load, at the
 * doors. What other instances and programs want is not known here.
 */
export async function expectConnections(pool: Pool, { poolSize }: Pick<Config, 'poolSize'>): Promise<void> {
  const room = await loadConnectionRoom(pool);
  const wanted = poolSize + batchConnections + listening;
  if (wanted <= room) return;
  throw new Obstacle({
    ja: `POOL_SIZE=${poolSize} では接続が ${wanted} 本要りますが、データベースが許すのは ${room} 本までです。POOL_SIZE を減らすか、データベースの max_connections（又は利用者・データベースの CONNECTION LIMIT）を増やしてください。`,
    en: `POOL_SIZE=${poolSize} wants ${wanted} connections, but the database gives ${room} at most: lower POOL_SIZE, or raise the database's max_connections (or the CONNECTION LIMIT of the login or database).`,
  });
}
