import { WebSocket } from 'ws';
import type { AlarmTold } from '../../src/live/entries/alarm-told.ts';
import type { EntryView } from '../../src/live/entries/entry-view.ts';

export type Frame =
  | { type: 'hello'; epoch: string; head: number; oldest: number; cursor: string; serverTime: string }
  | { type: 'events'; after: number; upTo: number; cursor: string; items: EntryView[] }
  | { type: 'gap'; after: number; upTo: number; cursor: string }
  | ({ type: 'alarm'; by: EntryView['actor'] } & AlarmTold &
      Pick<EntryView, 'seq' | 'recordedAt' | 'at' | 'names'>)
  | { type: 'ping'; upTo: number; cursor: string };

/** A console as a browser's would be: it keeps its cursor and checks that ranges follow one another. */
export type Follower = {
  readonly socket: WebSocket;
  readonly frames: Frame[];
  readonly items: () => EntryView[];
  readonly epoch: () => string;
  readonly upTo: () => number | undefined;
  /** Where it would go on from. */
  readonly cursor: () => string;
  /** Resolves when what has come so far satisfies; rejects when the stream ends before. */
  readonly until: (satisfied: (follower: Follower) => boolean) => Promise<void>;
  readonly reached: (seq: number) => Promise<void>;
  /** The close code; rejects with the status when there never was a stream. */
  readonly closed: Promise<number>;
};

export type FollowOptions = {
  readonly token?: string;
  readonly after?: string;
  readonly zones?: string;
  readonly kinds?: string;
  readonly protocols?: string[];
  readonly origin?: string;
  readonly headers?: Record<string, string>;
};

export function follow(url: string, siteId: string, options: FollowOptions = {}): Follower {
  const { token, after, zones, kinds, protocols = [], origin, headers = {} } = options;
  const query = new URLSearchParams(
    Object.entries({ after, zones, kinds }).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const socket = new WebSocket(`${url}/sites/${siteId}/live?${query}`, protocols, {
    headers: token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` },
    ...(origin === undefined ? {} : { origin }),
  });
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let ended: string | undefined;
  const closed = new Promise<number>((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      ended = `refused: ${response.statusCode}`;
      reject(new Error(ended));
      socket.terminate();
    });
    socket.on('close', (code) => {
      ended ??= `closed: ${code}`;
      resolve(code);
      for (const look of waiting) look();
    });
  });
  closed.catch(() => {
    for (const look of waiting) look();
  });
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  const follower: Follower = {
    socket,
    frames,
    items: () => frames.flatMap((frame) => (frame.type === 'events' ? frame.items : [])),
    epoch: () => frames.find((frame) => frame.type === 'hello')?.epoch ?? '',
    upTo: () => frames.findLast((frame) => frame.type === 'events' || frame.type === 'gap')?.upTo,
    cursor: () => frames.findLast((frame) => 'cursor' in frame)?.cursor ?? '',
    until: (satisfied) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (satisfied(follower)) resolve();
          else if (ended !== undefined) reject(new Error(`the stream ended: ${ended}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    reached: (seq) => follower.until(() => (follower.upTo() ?? 0) >= seq),
    closed,
  };
  return follower;
}

export async function hello(follower: Follower): Promise<Follower> {
  await follower.until(({ frames }) => frames.length > 0);
  return follower;
}

/** A console that comes back by its cursor when the service tells it to (1013), as a browser's does: a busy machine keeps it from nothing. */
export type Console = Pick<Follower, 'items' | 'cursor' | 'reached'> & {
  readonly frames: () => readonly Frame[];
  readonly close: () => void;
};

export async function aConsole(url: string, siteId: string, options: FollowOptions): Promise<Console> {
  const before: Frame[] = [];
  let after = options.after;
  let stream = follow(url, siteId, options);

  async function goingOn(satisfied: (follower: Follower) => boolean): Promise<void> {
    for (;;) {
      try {
        return await stream.until(satisfied);
      } catch (error) {
        if ((await stream.closed) !== 1013) throw error;
        before.push(...stream.frames);
        after = stream.cursor() === '' ? after : stream.cursor();
        stream = follow(url, siteId, { ...options, ...(after === undefined ? {} : { after }) });
      }
    }
  }

  await goingOn(({ frames }) => frames.length > 0);
  const frames = () => [...before, ...stream.frames];
  return {
    frames,
    items: () => frames().flatMap((frame) => (frame.type === 'events' ? frame.items : [])),
    cursor: () => stream.cursor(),
    reached: (seq) => goingOn((follower) => (follower.upTo() ?? 0) >= seq),
    close: () => stream.socket.close(),
  };
}
