import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessEnd } from './own-process.ts';
import type { RunningServer } from './running-server.ts';

/** What happens to a supervised server: it ended, a start of it failed, or it is up again. */
export type ServerNews =
  | ({ readonly is: 'ended' } & ProcessEnd)
  | { readonly is: 'not-started'; readonly why: string }
  | { readonly is: 'up-again' };

export type Supervision = {
  /** Starts the server and waits until it answers, or throws with the reason; gives up early when told to. */
  readonly start: (signal: AbortSignal) => Promise<RunningServer>;
  readonly onNews: (news: ServerNews) => void;
};

const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/**
 * Starts a server and starts it again whenever it ends, until it is stopped: after a crash, a `kill -9`, a full disk.
 * Between two starts it waits, 1 s at first and up to 30 s while they fail. Throws if the first start fails.
 */
export async function superviseServer({ start, onNews }: Supervision): Promise<Pick<RunningServer, 'stop'>> {
  const stopping = new AbortController();
  let server: RunningServer | undefined = await start(stopping.signal);
  const supervising = supervise(server);

  async function supervise(first: RunningServer): Promise<void> {
    for (let running = first; ; ) {
      const end = await running.ended;
      server = undefined;
      if (stopping.signal.aborted) return;
      onNews({ is: 'ended', ...end });
      const again = await startAgain();
      if (again === undefined) return;
      running = again;
    }
  }

  /** Undefined where it was stopped meanwhile. */
  async function startAgain(): Promise<RunningServer | undefined> {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      try {
        server = await start(stopping.signal);
        if (stopping.signal.aborted) await server.stop();
        else onNews({ is: 'up-again' });
        return server;
      } catch (error) {
        if (stopping.signal.aborted) return undefined;
        onNews({ is: 'not-started', why: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  return {
    async stop() {
      stopping.abort();
      await server?.stop();
      await supervising;
    },
  };
}
