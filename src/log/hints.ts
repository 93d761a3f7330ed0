import type { Pool } from '../db/pool.ts';

export const hintChannel = 'sekisho_log';

/** Tells followers that logs have grown. A hint only: followers also compare heads by themselves. */
export type Hints = {
  /** After the commit, never inside it: a NOTIFY in the transaction would serialise every commit of the database. */
  readonly changed: (siteId: string) => void;
  readonly close: () => Promise<void>;
};

/** One connection at most is busy with NOTIFY; what changes meanwhile goes into the next one. */
export function buildHints(pool: Pool, onError: (error: unknown) => void): Hints {
  const changed = new Set<string>();
  let sending: Promise<void> | undefined;

  async function send(): Promise<void> {
    while (changed.size > 0) {
      const siteIds = [...changed];
      changed.clear();
      await pool.query({
        name: 'hint',
        text: 'select pg_notify($1, site) from unnest($2::text[]) as site',
        values: [hintChannel, siteIds],
      });
    }
  }

  return {
    changed(siteId) {
      changed.add(siteId);
      sending ??= send()
        .catch(onError)
        .finally(() => {
          sending = undefined;
        });
    },
    close: async () => sending,
  };
}
