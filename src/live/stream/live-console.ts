import type { Principal } from '../../authority/principal.ts';
import { cursorAt, formatCursor, type LogCursor, shortLeaf } from '../../log/watching/log-cursor.ts';
import type { LogSpan } from '../reading/find-log-span.ts';
import type { ReadFrom } from '../reading/load-segments.ts';
import { type Broadcast, type ConsoleView, encodeJson } from './broadcast.ts';
import type { CatchUpTurns } from './catch-up-turns.ts';
import type { CloseReason } from './close-codes.ts';
import { closeCodes } from './close-codes.ts';
import { type AckedSocket, buildWindow } from './send-window.ts';

export type ConsoleSocket = AckedSocket & {
  readonly close: (code: number, reason: string) => void;
};

/** The log as a console follows it: where the live broadcast stands, and a way to read what lies before. */
export type FollowedLog = {
  readonly position: () => number;
  readonly read: (from: ReadFrom) => Promise<readonly Broadcast[]>;
};

/** A log, and the oldest of its entries that is kept; one after the head when none is. */
export type KeptSpan = LogSpan & { readonly oldest: number };

/** One follower of one site's log. */
export type LiveConsole = {
  readonly principal: () => Principal;
  readonly start: (span: KeptSpan, after: LogCursor | undefined, now: Date) => void;
  /** Takes the next stretch if it is the one this console waits for. */
  readonly offer: (broadcast: Broadcast) => void;
  readonly answered: (payload: Buffer) => void;
  readonly tick: () => void;
  readonly changeRights: (principal: Principal, view: ConsoleView) => void;
  readonly close: (reason: CloseReason) => void;
  /** The socket is gone. */
  readonly gone: () => void;
};

const noProgressMs = 30_000;
const pingEveryMs = 10_000;
const beginning = new Date(0);

/**
 * Backfill, cut over, live.
 *
 * A console has one cursor: the seq it was sent last. While it is behind the site's broadcast it reads the log itself,
 * page by page from its own cursor, so nothing is kept in memory for it. The moment its cursor reaches the position of
 * the broadcast it is live: check and switch happen without an await between them, so the next broadcast begins exactly
 * where the console stands; nothing is skipped and nothing comes twice. Live, it takes a broadcast only if it begins at
 * its cursor and its window is open; otherwise it is behind again and reads by itself once it has acknowledged enough.
 */
export function buildConsole(
  socket: ConsoleSocket,
  log: FollowedLog,
  asked: {
    readonly principal: Principal;
    readonly view: ConsoleView;
    readonly nowMs: () => number;
    readonly turns: CatchUpTurns;
    readonly onFault: (error: unknown) => void;
  },
): LiveConsole {
  const { nowMs, turns, onFault } = asked;
  const window = buildWindow(socket, nowMs());
  let { principal, view } = asked;
  let cursor = 0;
  let since = beginning;
  let leaf: string | undefined;
  /** The cursor as the console was told it, or told us. */
  let cursorText = '';
  let state: 'new' | 'reading' | 'behind' | 'live' | 'closed' = 'new';
  let spokeAt = nowMs();

  function send(frame: Buffer): void {
    window.send(frame);
    spokeAt = nowMs();
  }

  function deliver(broadcast: Broadcast): void {
    for (const frame of broadcast.framesFor(view)) send(frame);
    cursor = broadcast.segment.upTo;
    leaf = broadcast.segment.leaf;
    cursorText = broadcast.cursor;
    const last = broadcast.segment.entries.at(-1);
    if (last !== undefined) since = new Date(last.recordedAt);
  }

  function isClosed(): boolean {
    return state === 'closed';
  }

  async function takePage(): Promise<void> {
    if (isClosed()) return;
    const broadcasts = await log.read({ after: cursor, since, leaf });
    if (!isClosed()) broadcasts.forEach(deliver);
  }

  async function catchUp(): Promise<void> {
    if (state !== 'behind') return;
    state = 'reading';
    try {
      while (window.isOpen()) {
        if (cursor >= log.position()) {
          state = 'live';
          return;
        }
        await turns.take(log.position() - cursor, takePage);
        if (isClosed()) return;
      }
    } catch (error) {
      onFault(error);
    }
    if (!isClosed()) state = 'behind';
  }

  function close(reason: CloseReason): void {
    if (state === 'closed') return;
    state = 'closed';
    const { code, reason: words } = closeCodes[reason];
    socket.close(code, words);
  }

  return {
    principal: () => principal,
    start(span, after, now) {
      if (state !== 'new') return;
      const { epoch, head, oldest } = span;
      const from = after ?? cursorAt(span, head, shortLeaf(span.leaf));
      cursor = from.seq;
      leaf = from.proof?.leaf;
      cursorText = formatCursor(from);
      state = 'behind';
      const serverTime = now.toISOString();
      send(encodeJson({ type: 'hello', epoch, head, oldest, cursor: cursorText, serverTime }));
      void catchUp();
    },
    offer(broadcast) {
      if (state !== 'live' || broadcast.segment.upTo <= cursor) return;
      if (broadcast.segment.after === cursor && window.isOpen()) return deliver(broadcast);
      state = 'behind';
      void catchUp();
    },
    answered(payload) {
      window.answered(payload, nowMs());
      void catchUp();
    },
    tick() {
      if (state === 'closed' || state === 'new') return;
      const now = nowMs();
      if (window.stalledFor(now) >= noProgressMs) return close('no-progress');
      if (now - spokeAt >= pingEveryMs && window.isOpen())
        send(encodeJson({ type: 'ping', upTo: cursor, cursor: cursorText }));
      window.ask();
      void catchUp();
    },
    changeRights(next, nextView) {
      principal = next;
      view = nextView;
    },
    close,
    gone() {
      state = 'closed';
    },
  };
}
