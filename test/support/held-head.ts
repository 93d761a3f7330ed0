import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestApp } from './test-app.ts';

/** The head of a site in the hand of somebody else. */
export type HeldHead = {
  /** Returns once as many sessions wait for a lock as acts are given; throws if one of the acts ends before. */
  readonly untilWaiting: (...acts: readonly Promise<unknown>[]) => Promise<void>;
  readonly release: () => Promise<void>;
};

/**
 * Holds the head of a site in a transaction of its own, as a batch does while it decides. Another batch that wants it
 * gives up after 2 s, and once more after 4 s.
 */
export function holdHead(test: Pick<TestApp, 'ownerUrl'>, siteId: string): Promise<HeldHead> {
  return holdBy(test, 'select from heads where site_id = $1 for update', siteId, 'rollback');
}

/** Holds what a statement has locked in a transaction of its own, until it is let go by its end. */
export async function holdBy(
  { ownerUrl }: Pick<TestApp, 'ownerUrl'>,
  statement: string,
  value: unknown,
  end: 'commit' | 'rollback',
): Promise<HeldHead> {
  const holder = await connected(ownerUrl);
  const watcher = await connected(ownerUrl);
  await holder.query('begin');
  await holder.query(statement, [value]);
  const release = async () => {
    await holder.query(end);
    await Promise.all([holder.end(), watcher.end()]);
  };
  return {
    release,
    async untilWaiting(...acts) {
      let ended = false;
      const note = () => {
        ended = true;
      };
      for (const act of acts) act.then(note, note);
      for (;;) {
        const { rowCount } = await watcher.query(
          // Sweeps of the service come by every second.
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            and query not like '%skip locked%'`,
        );
        if (rowCount === acts.length) return;
        if (ended) {
          await release();
          throw new Error('an act did not wait for the head');
        }
        await sleep(5);
      }
    },
  };
}

async function connected(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  return client;
}
