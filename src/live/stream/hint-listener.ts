import type { Client } from 'pg';
import { connectBeside, type Pool } from '../../db/pool.ts';
import { within } from '../../kernel/within.ts';
import { hintChannel } from '../../log/hints.ts';
import { type LogEnd, loadLogEnds } from '../reading/load-log-ends.ts';

/** The one connection of an instance that hears of grown logs, and looks at their heads by itself. */
export type HintListener = {
  /** The ends of these logs; undefined while the connection is being made anew. */
  readonly ends: (siteIds: readonly string[]) => Promise<ReadonlyMap<string, LogEnd> | undefined>;
  readonly close: () => Promise<void>;
};

export type ListenerEvents = {
  readonly onHint: (siteId: string) => void;
  /** Listening, for the first time or again: what was hinted meanwhile is not known. */
  readonly onUp: () => void;
  readonly onDown: (error: unknown) => void;
};

const firstWaitMs = 50;
const longestWaitMs = 2_000;
const answerWithinMs = 3_000;

/**
 * Keeps a LISTEN connection beside the pool, which would otherwise have one less for everybody. Its loss is noticed by the socket, or, where the network is silent, by the heads that are
 * read on it every second and do not come; it is then thrown away and made anew, with growing pauses.
 */
export function buildHintListener(pool: Pool, { onHint, onUp, onDown }: ListenerEvents): HintListener {
  let client: Client | undefined;
  let closed = false;
  let waitMs = firstWaitMs;
  let timer: NodeJS.Timeout | undefined;
  let connecting = connect();

  async function connect(): Promise<void> {
    let made: Client | undefined;
    try {
      const fresh = await connectBeside(pool);
      made = fresh;
      fresh.on('error', (error) => lose(fresh, error));
      fresh.on('end', () => lose(fresh, new Error('the listening connection ended')));
      fresh.on('notification', ({ payload }) => {
        if (payload !== undefined) onHint(payload);
      });
      await fresh.query(`listen ${hintChannel}`);
      if (closed) return discard(fresh);
      client = fresh;
      waitMs = firstWaitMs;
      onUp();
    } catch (error) {
      if (made !== undefined && made !== client) discard(made);
      retry(error);
    }
  }

  function lose(lost: Client, error: unknown): void {
    if (client !== lost) return;
    client = undefined;
    discard(lost);
    retry(error);
  }

  function retry(error: unknown): void {
    if (closed) return;
    onDown(error);
    timer = setTimeout(() => {
      connecting = connect();
    }, waitMs);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }

  return {
    async ends(siteIds) {
      const asked = client;
      if (asked === undefined) return undefined;
      try {
        return await within(
          answerWithinMs,
          loadLogEnds(asked, siteIds),
          'the listening connection does not answer',
        );
      } catch (error) {
        lose(asked, error);
        return undefined;
      }
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      if (client !== undefined) discard(client);
      client = undefined;
    },
  };
}

/** Without waiting: a connection that does not answer would not say goodbye either. */
function discard(client: Client): void {
  void client.end().catch(() => undefined);
}
