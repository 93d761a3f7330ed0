import pg from 'pg';
import type { TestApp } from './test-app.ts';

export type HeldRow = {
  /** Returns once as many sessions of the database as acts are given wait for a lock; throws if one of the acts ends before. */
  readonly untilWaiting: (...acts: readonly Promise<unknown>[]) => Promise<void>;
  readonly release: () => Promise<void>;
};

/** Holds the head of a site in a transaction of its own, as a batch does while it decides. */
export async function holdHead(
  { databaseUrl }: Pick<TestApp, 'databaseUrl'>,
  siteId: string,
): Promise<HeldRow> {
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from heads where site_id = $1 for update', [siteId]);
  const watcher = new pg.Client({ connectionString: databaseUrl });
  await watcher.connect();
  const release = async () => {
    await holder.query('commit');
    await Promise.all([holder.end(), watcher.end()]);
  };
  return {
    release,
    async untilWaiting(...acts) {
      let ended = false;
      for (const act of acts) {
        void act.finally(() => {
          ended = true;
        });
      }
      for (;;) {
        const { rowCount } = await watcher.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        if (rowCount === acts.length) return;
        if (!ended) continue;
        await release();
        throw new Error('an act did not wait for the head');
      }
    },
  };
}
