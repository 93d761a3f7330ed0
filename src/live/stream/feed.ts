import type { Pool } from '../../db/pool.ts';
import type { Turns } from '../../kernel/turns.ts';
import { loadNames } from '../entries/name-book.ts';
import type { PlaceBook } from '../entries/place-book.ts';
import type { LogEnd } from '../reading/load-log-ends.ts';
import { entriesAtOnce, loadSegments } from '../reading/load-segments.ts';
import { type Broadcast, buildBroadcast } from './broadcast.ts';
import type { LiveConsole } from './live-console.ts';

/** One site's log as this instance follows it: one read a batch, however many consoles look on. */
export type Feed = {
  readonly consoles: Set<LiveConsole>;
  readonly epoch: string;
  readonly position: () => number;
  /** The log may have grown. `end`: how far it is known to go. */
  readonly wake: (end?: LogEnd) => void;
  readonly read: (from: { readonly after: number; readonly since: Date }) => Promise<readonly Broadcast[]>;
  readonly stop: () => void;
};

export type FeedDeps = {
  readonly pool: Pool;
  readonly placeBook: PlaceBook;
  /** Consoles that are behind take turns, so that two hundred returning at once leave the database to others. */
  readonly turns: Turns;
  readonly onFault: (error: unknown) => void;
};

/** Batches closer together than this go out as one; the first after a pause goes at once. */
const coalesceMs = 20;

export function buildFeed({ pool, placeBook, turns, onFault }: FeedDeps, siteId: string, end: LogEnd): Feed {
  const consoles = new Set<LiveConsole>();
  const { epoch } = end;
  let { head: position, recordedAt: since, rulesSeq } = end;
  let known = end.head;
  let state: 'idle' | 'running' | 'again' | 'stopped' = 'idle';
  let readAt = 0;
  let timer: NodeJS.Timeout | undefined;

  async function read(from: { after: number; since: Date }, upTo: number): Promise<readonly Broadcast[]> {
    const segments = await loadSegments(pool, siteId, from, upTo);
    if (segments.length === 0) return [];
    const places = await placeBook.of(siteId, rulesSeq);
    return Promise.all(
      segments.map(async (segment) =>
        buildBroadcast(segment, await loadNames(pool, siteId, segment.entries, places)),
      ),
    );
  }

  async function advance(): Promise<void> {
    const broadcasts = await read({ after: position, since }, known);
    readAt = performance.now();
    for (const broadcast of broadcasts) {
      const { upTo, entries } = broadcast.segment;
      position = upTo;
      const last = entries.at(-1);
      if (last !== undefined) since = new Date(last.recordedAt);
      known = Math.max(known, position);
      for (const console of consoles) console.offer(broadcast);
    }
    const taken = broadcasts.reduce((sum, { segment }) => sum + segment.entries.length, 0);
    if (taken >= entriesAtOnce) again();
  }

  function isStopped(): boolean {
    return state === 'stopped';
  }

  function again(): void {
    if (state === 'running') state = 'again';
  }

  async function run(): Promise<void> {
    try {
      await advance();
    } catch (error) {
      onFault(error);
      if (state === 'again') state = 'running';
    }
    if (isStopped()) return;
    const goesOn = state === 'again';
    state = 'idle';
    if (goesOn) start();
  }

  function start(): void {
    state = 'running';
    const wait = readAt + coalesceMs - performance.now();
    if (wait <= 0) void run();
    else timer = setTimeout(() => void run(), wait);
  }

  return {
    consoles,
    epoch,
    position: () => position,
    wake(now) {
      if (now !== undefined) {
        known = Math.max(known, now.head);
        rulesSeq = Math.max(rulesSeq, now.rulesSeq);
        if (now.head <= position) return;
      }
      if (state === 'idle') start();
      else again();
    },
    read: (from) => turns.take(() => read(from, position)),
    stop() {
      state = 'stopped';
      clearTimeout(timer);
    },
  };
}
