import { createHash } from 'node:crypto';
import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { ActDeps } from '../writing/perform-act.ts';
import { compareCursors, type Remembered } from './find-lost.ts';
import {
  type CursorSource,
  cursorAt,
  formatCursor,
  type LogCursor,
  parseCursor,
  shortLeaf,
} from './log-cursor.ts';
import { logIdentity } from './log-identity.ts';
import { noticeRestore } from './notice-restore.ts';

/** How far each log has come, by its id: what a service keeps outside the database. */
export type HighWater = ReadonlyMap<string, LogCursor>;

/** Where it is kept while the service does not run. */
export type HighWaterStore = {
  /** Empty where nothing was kept yet of this database, or what was kept cannot be read. */
  readonly read: (database: string) => Promise<HighWater>;
  readonly write: (database: string, highWater: HighWater) => Promise<void>;
};

export type LogWatchNews =
  | { readonly is: 'restored'; readonly logs: readonly string[] }
  /** What was kept is of another database, or of a time before cursors were sealed. */
  | { readonly is: 'foreign' };

/** Watches that the logs still hold what this service has seen of them. */
export type LogWatch = {
  /**
   * Compares the logs with what was seen of them, in this run and before, and remembers how far they have come. What is
   * missing begins a new epoch (`noticeRestore`). What was recorded between the last look and a loss is not missed.
   */
  readonly look: () => Promise<void>;
  /** The end of a log as of the last look; undefined where there was none. */
  readonly cursorOf: (siteId: string) => string | undefined;
  /** Compares what a gateway was told with the log, beside what it posts: nobody waits for it. */
  readonly hear: (siteId: string, text: string) => void;
};

export function buildLogWatch(
  deps: ActDeps,
  {
    store,
    onNews,
    onFault,
  }: {
    readonly store: HighWaterStore;
    readonly onNews: (news: LogWatchNews) => void;
    readonly onFault: (error: unknown) => void;
  },
): LogWatch {
  const { pool } = deps;
  let highWater: HighWater | undefined;
  let texts: ReadonlyMap<string, string> = new Map();
  let hearing: Promise<void> | undefined;

  async function notice(remembered: readonly Remembered[]): Promise<void> {
    const logs = await noticeRestore(deps, remembered);
    if (logs.length > 0) onNews({ is: 'restored', logs });
  }

  async function compare(remembered: readonly Remembered[]): Promise<readonly Remembered[]> {
    const standings = await compareCursors(pool, remembered);
    if (standings.includes('foreign')) onNews({ is: 'foreign' });
    return remembered.filter((_, index) => standings[index] === 'lost');
  }

  async function remember(ends: readonly FoundEnd[]): Promise<void> {
    const next = new Map(ends.map((end) => [end.siteId, cursorAt(end, end.seq, shortLeaf(end.leaf))]));
    const nextTexts = new Map([...next].map(([siteId, cursor]) => [siteId, formatCursor(cursor)]));
    const isSame =
      next.size === texts.size && [...nextTexts].every(([siteId, text]) => texts.get(siteId) === text);
    highWater = next;
    texts = nextTexts;
    const database = databaseOf(ends);
    if (!isSame && database !== undefined) await store.write(database, next);
  }

  async function readKept(): Promise<HighWater> {
    const database = databaseOf(await findEnds(pool));
    return database === undefined ? new Map() : store.read(database);
  }

  return {
    async look() {
      highWater ??= await readKept();
      const lost = await compare(
        [...highWater].map(([siteId, cursor]) => ({ siteId, cursor, by: 'service' as const })),
      );
      const ends = await findEnds(pool);
      if (lost.length === 0 && !ends.some(({ elsewhere }) => elsewhere)) return remember(ends);
      await notice(lost);
      await remember(await findEnds(pool));
    },
    cursorOf: (siteId) => texts.get(siteId),
    hear(siteId, text) {
      const cursor = text === texts.get(siteId) ? undefined : parseCursor(text);
      // One at a time, whoever posts: a gateway says it again with its next post.
      if (cursor === undefined || hearing !== undefined) return;
      hearing = notice([{ siteId, cursor, by: 'gateway' }])
        .catch(onFault)
        .finally(() => {
          hearing = undefined;
        });
    },
  };
}

type FoundEnd = CursorSource & {
  readonly siteId: string;
  readonly seq: number;
  readonly leaf: Buffer | null;
  /** Its head names another cluster or timeline than the one it is found in. */
  readonly elsewhere: boolean;
};

/** Which database it is, by the key of the ministry's log: the same after a state of it was put back, and in no other. */
function databaseOf(ends: readonly FoundEnd[]): string | undefined {
  const key = ends.find(({ siteId }) => siteId === ministryLogId)?.cursorKey;
  return key && createHash('sha256').update(key).digest('hex').slice(0, 12);
}

async function findEnds(pool: Pool): Promise<readonly FoundEnd[]> {
  const { rows } = await pool.query<FoundEnd>({
    name: 'find-log-ends',
    text: `
      select h.site_id as "siteId", h.epoch, h.seq, h.cursor_key as "cursorKey", l.hash as leaf,
        (h.system_identifier, h.timeline) is distinct from (i.system_identifier, i.timeline) as elsewhere
      from heads h cross join ${logIdentity} as i
      left join lateral (select hash from leaf_hashes where site_id = h.site_id and seq = h.seq limit 1) l on true`,
  });
  return rows;
}
