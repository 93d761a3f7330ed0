import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** The head of a site in the hand of somebody else. */
export type HeldHead = {
  /** Resolves when so many sessions wait for it. */
  readonly awaitedBy: (sessions: number) => Promise<void>;
  readonly release: () => Promise<void>;
};

/** Takes the head of a site; whoever wants it gives up after 2 s, and once more after 4 s. */
export async function holdHead(databaseUrl: string, siteId: string): Promise<HeldHead> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query('select 1 from heads where site_id = $1 for update', [siteId]);
  const waiting = async () => {
    const { rows } = await client.query<{ count: string }>(
      `select count(*) from pg_stat_activity
        where datname = current_database() and application_name = 'sekisho batch' and wait_event_type = 'Lock'`,
    );
    return Number(rows[0]?.count);
  };
  return {
    async awaitedBy(sessions) {
      while ((await waiting()) < sessions) {
        await client.query('select pg_stat_clear_snapshot()');
        await sleep(5);
      }
    },
    async release() {
      await client.query('rollback');
      await client.end();
    },
  };
}
