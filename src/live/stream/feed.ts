import type { Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { cursorAt, type LogCursor, shortLeaf } from '../../log/watching/log-cursor.ts';
import { loadNames } from '../entries/name-book.ts';
import type { PlaceBook } from '../entries/place-book.ts';
import type { LogSpan } from '../reading/find-log-span.ts';
import type { LogEnd } from '../reading/load-log-ends.ts';
import { loadSegments, type ReadFrom, type ReadTo } from '../reading/load-segments.ts';
import type { MonthBook } from '../reading/month-book.ts';
import { timesOf } from '../reading/months-of-log.ts';
import { type Broadcast, buildBroadcast } from './broadcast.ts';
import type { LiveConsole } from './live-console.ts';
import { buildSharedPages } from './shared-pages.ts';

/** One site's log as this instance follows it: one read a batch, however many consoles look on. */
export type Feed = {
  readonly consoles: Set<LiveConsole>;
  readonly epoch: string;
  readonly position: () => number;
  /** The log may have grown. `end`: how far it is known to go. */
  readonly wake: (end?: LogEnd) => void;
  /** What follows in the log; throws where it does not go on from there. */
  readonly read: (from: ReadFrom) => Promise<readonly Broadcast[]>;
  readonly stop: () => void;
};

export type FeedDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly placeBook: PlaceBook;
  readonly monthBook: MonthBook;
  /** Whether somebody may be waiting at a door for this instance. */
  readonly isAtDoors: () => boolean;
  readonly onFault: (error: unknown) => void;
};

/** Told that the log does not hold what it gave out: the cursor behind it. */
export type OnLost = (cursor: LogCursor) => void;

/** Batches closer together than this go out as one; the first after a pause goes at once. */
const coalesceMs = 20;
/** At most this many entries are read and sent at once. */
const entriesAtOnce = 500;
/** While somebody reads cards: a batch waits for what is read and encoded in one go. */
const entriesBesideDoors = 100;
/** As far as consoles that return together come apart where each reads as fast as it can. */
const pagesShared = 24;

export function buildFeed(
  { pool, clock, placeBook, monthBook, isAtDoors, onFault }: FeedDeps,
  siteId: string,
  span: LogSpan,
  onLost: OnLost,
): Feed {
  const consoles = new Set<LiveConsole>();
  const { epoch } = span;
  let { head: position, recordedAt: since, rulesSeq } = span;
  let leaf = shortLeaf(span.leaf);
  let known = span.head;
  let state: 'idle' | 'running' | 'again' | 'stopped' = 'idle';
  let readAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const pages = buildSharedPages<readonly Broadcast[]>(pagesShared);

  async function read(from: ReadFrom, to: ReadTo): Promise<readonly Broadcast[]> {
    const stretches = await loadSegments(pool, siteId, from, to);
    if (stretches === undefined) {
      if (from.leaf !== undefined) onLost(cursorAt(span, from.after, from.leaf));
      throw new Error(`the log of ${siteId} does not go on from entry ${from.after}`);
    }
    if (stretches.length === 0) return [];
    const places = await placeBook.of(siteId, { epoch, rulesSeq });
    return Promise.all(
      stretches.map(async (stretch) =>
        buildBroadcast(stretch, span, await loadNames(pool, siteId, stretch.entries, places, clock.now())),
      ),
    );
  }

  /** A page of what lies before the broadcast: of its own months. */
  async function readBefore(from: ReadFrom): Promise<readonly Broadcast[]> {
    const months = await monthBook.of(siteId, { epoch, head: position, recordedAt: since });
    const atMost = isAtDoors() ? entriesBesideDoors : entriesAtOnce;
    const page = timesOf(months, { above: from.after, below: from.after + atMost + 1 });
    const first = page.from > from.since ? page.from : from.since;
    const until = page.below > position ? undefined : page.until;
    return read({ ...from, since: first, until }, { end: position, atMost });
  }

  async function advance(): Promise<void> {
    const broadcasts = await read({ after: position, since, leaf }, { end: known, atMost: entriesAtOnce });
    readAt = performance.now();
    for (const broadcast of broadcasts) {
      const { upTo, entries } = broadcast.segment;
      position = upTo;
      leaf = broadcast.segment.leaf;
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
        // Where it is said to end before the place it was read to, it is read on all the same: that tells.
        if (now.head === position) return;
      }
      if (state === 'idle') start();
      else again();
    },
    read: (from) => pages.take(`${from.after} ${from.leaf}`, () => readBefore(from)),
    stop() {
      state = 'stopped';
      clearTimeout(timer);
      pages.clear();
    },
  };
}
