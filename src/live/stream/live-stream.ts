import type { Action } from '../../authority/authorization.ts';
import { judgeAccess } from '../../authority/judge-access.ts';
import type { Credential, Principal } from '../../authority/principal.ts';
import { visibilityOf } from '../../authority/visibility.ts';
import type { Metrics } from '../../kernel/metrics.ts';
import type { Remembered } from '../../log/watching/find-lost.ts';
import type { LogCursor } from '../../log/watching/log-cursor.ts';
import type { LiveFilter } from './broadcast.ts';
import type { CatchUpTurns } from './catch-up-turns.ts';
import type { CloseReason } from './close-codes.ts';
import { closedBy } from './closed-by.ts';
import { buildFeed, type Feed, type FeedDeps } from './feed.ts';
import { buildHintListener, type HintListener } from './hint-listener.ts';
import { buildConsole, type ConsoleSocket, type KeptSpan, type LiveConsole } from './live-console.ts';
import { loadRightsMarks } from './load-rights-marks.ts';

export type LiveDeps = FeedDeps & {
  /** Consoles that are behind take turns, so that two hundred returning at once leave the doors and the database to others. */
  readonly turns: CatchUpTurns;
  readonly metrics: Metrics;
  readonly findPrincipalAgain: (credential: Credential) => Promise<Principal | undefined>;
  /** Begins a new epoch of logs that do not hold what they gave out. */
  readonly noticeLost: (remembered: Remembered) => Promise<unknown>;
  readonly settings: LiveSettings;
};

export type LiveSettings = {
  /** How often heads are compared, rights asked again and consoles looked after. */
  readonly tickMs: number;
  /** A cursor further behind than this is too old for the stream: `/events` gives pages of any age. */
  readonly maxBacklog: number;
};

export const liveSettings: LiveSettings = { tickMs: 1_000, maxBacklog: 1_000_000 };

/** What a console asks for when it comes. */
export type Opening = {
  readonly siteId: string;
  readonly span: KeptSpan;
  readonly principal: Principal;
  /** Where it left off, a place that the log holds (`compareCursors`); undefined: from now on. */
  readonly after: LogCursor | undefined;
  readonly filter: LiveFilter;
};

/** The live side of one instance: a feed for each site somebody follows here. */
export type LiveStream = {
  /** Takes a console in, or says why not. */
  readonly open: (socket: ConsoleSocket, opening: Opening) => LiveConsole | CloseReason;
  readonly leave: (console: LiveConsole) => void;
  readonly stop: () => Promise<void>;
};

export const followAction: Action = 'live.follow';

/** A right that was lost narrows or closes the stream within 5 s, also while the database does not answer. */
const unconfirmedMs = 4_000;

/** A console with what it asked for, and the rights it was last judged by. */
type Followed = {
  readonly siteId: string;
  readonly filter: LiveFilter;
  /** Of `loadRightsMarks`; undefined until it was first asked for. */
  rightsMark: string | undefined;
  /** Monotonic, in milliseconds. */
  rightsAskedAt: number;
};

export function buildLiveStream(deps: LiveDeps): LiveStream {
  const { pool, clock, metrics, settings, turns, onFault, findPrincipalAgain } = deps;
  const feeds = new Map<string, Feed>();
  const followed = new Map<LiveConsole, Followed>();
  let looking = false;
  let timer: NodeJS.Timeout | undefined;
  let listener: HintListener | undefined;

  /** With the first console: an instance nobody looks at keeps no connection for it. */
  function begin(): void {
    timer ??= setInterval(() => void tick(), settings.tickMs);
    listener ??= buildHintListener(pool, {
      onHint: (siteId) => feeds.get(siteId)?.wake(),
      onUp: () => void compareHeads(),
      onDown: onFault,
    });
  }

  async function tick(): Promise<void> {
    for (const console of followed.keys()) console.tick();
    closeUnconfirmed();
    if (looking || followed.size === 0) return;
    looking = true;
    try {
      await Promise.all([compareHeads(), askRightsAgain()]);
    } catch (error) {
      onFault(error);
    } finally {
      looking = false;
    }
  }

  /** A hint may be lost, a head is not: this is what makes the stream sure. */
  async function compareHeads(): Promise<void> {
    if (feeds.size === 0) return;
    const ends = await listener?.ends([...feeds.keys()]);
    for (const [siteId, feed] of feeds) {
      const end = ends?.get(siteId);
      if (end === undefined) continue;
      if (end.outdated) endFeed(siteId, feed, 'program-outdated');
      else if (end.epoch === feed.epoch) feed.wake(end);
      else endFeed(siteId, feed, 'epoch-changed');
    }
  }

  function endFeed(siteId: string, feed: Feed, reason: CloseReason): void {
    feed.stop();
    feeds.delete(siteId);
    for (const console of feed.consoles) console.close(reason);
  }

  /**
   * Narrows or closes the consoles whose rights are others than they were judged by, within two ticks. A console that has
   * just come was judged before it stood here: what was lost meanwhile is found at its first tick, for its own mark is
   * still unknown, whatever is known of another console with the same token.
   */
  async function askRightsAgain(): Promise<void> {
    const asked = [...followed];
    const askedAt = performance.now();
    const held = asked.map(([console]) => console.principal().credential);
    const credentials = new Map(held.map((credential) => [credential.id, credential]));
    const marks = await loadRightsMarks(pool, [...credentials.keys()], clock.now());
    for (const [id, credential] of credentials) {
      const mark = marks.get(id) ?? 'gone';
      const consoles = asked.filter(([console]) => console.principal().credential.id === id);
      const changed = consoles.filter(([, known]) => known.rightsMark !== mark);
      const principal = changed.length === 0 ? undefined : await findPrincipalAgain(credential);
      for (const [console, known] of changed) applyRights(console, known, principal);
      for (const [, known] of consoles) {
        known.rightsMark = mark;
        known.rightsAskedAt = askedAt;
      }
    }
  }

  /** Where nobody could be asked for so long, nobody knows who may still look on. */
  function closeUnconfirmed(): void {
    const oldest = performance.now() - unconfirmedMs;
    for (const [console, { rightsAskedAt }] of followed) {
      if (rightsAskedAt < oldest) console.close('rights-unknown');
    }
  }

  function applyRights(
    console: LiveConsole,
    { siteId, filter }: Followed,
    principal: Principal | undefined,
  ): void {
    const heldBack = principal && closedBy(principal);
    if (principal === undefined) console.close('unauthenticated');
    else if (heldBack !== undefined) console.close(heldBack);
    else if (judgeAccess(principal, followAction, siteId) !== 'allowed') console.close('rights-changed');
    else console.changeRights(principal, { visibility: visibilityOf(principal, siteId), filter });
  }

  function feedOf(siteId: string, span: KeptSpan): Feed {
    const known = feeds.get(siteId);
    if (known !== undefined && known.epoch === span.epoch) return known;
    if (known !== undefined) endFeed(siteId, known, 'epoch-changed');
    const feed = buildFeed(deps, siteId, span, (cursor) => {
      endFeed(siteId, feed, 'epoch-changed');
      deps.noticeLost({ siteId, cursor, by: 'service' }).catch(onFault);
    });
    feeds.set(siteId, feed);
    return feed;
  }

  return {
    open(socket, { siteId, span, principal, after, filter }) {
      if (after !== undefined) {
        if (after.epoch !== span.epoch) return 'epoch-changed';
        if (after.seq < span.head - settings.maxBacklog) return 'too-old';
      }
      begin();
      const feed = feedOf(siteId, span);
      const console = buildConsole(socket, feed, {
        principal,
        view: { visibility: visibilityOf(principal, siteId), filter },
        nowMs: () => clock.now().getTime(),
        turns,
        onFault,
      });
      feed.consoles.add(console);
      followed.set(console, { siteId, filter, rightsMark: undefined, rightsAskedAt: performance.now() });
      metrics.followers(followed.size);
      console.start(span, after, clock.now());
      feed.wake(span);
      return console;
    },
    leave(console) {
      console.gone();
      const siteId = followed.get(console)?.siteId;
      followed.delete(console);
      metrics.followers(followed.size);
      const feed = siteId === undefined ? undefined : feeds.get(siteId);
      if (siteId === undefined || feed === undefined) return;
      feed.consoles.delete(console);
      if (feed.consoles.size > 0) return;
      feed.stop();
      feeds.delete(siteId);
    },
    async stop() {
      clearInterval(timer);
      for (const [siteId, feed] of feeds) endFeed(siteId, feed, 'stopping');
      await listener?.close();
    },
  };
}
