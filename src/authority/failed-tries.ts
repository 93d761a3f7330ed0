import type { Clock } from '../kernel/clock.ts';
import { buildTurns } from '../kernel/turns.ts';
import { networkOf } from './network-of.ts';

/** From where a secret was shown, and the public id of the token it was shown for, where one could be read. */
export type Tried = { readonly address: string; readonly tokenId?: string | undefined };

/** What is told of secrets that let nobody in, after many of them. */
export type FailedTriesReport = {
  /** Secrets that let nobody in since the report before. */
  readonly tries: number;
  /** Networks and tokens with many of them. */
  readonly networks: readonly string[];
  readonly tokens: readonly string[];
};

/** What this instance knows of secrets that let nobody in. A right one is never refused for others. */
export type FailedTries = {
  /** Counts a secret that let nobody in. Answers the seconds to wait before the next; 0 while there were few. */
  readonly count: (tried: Tried) => number;
  /** Looks a secret up; two at once of all that come from networks with many failures, so that the others' do not wait for them. */
  readonly lookUp: <Value>(address: string, look: () => Promise<Value>) => Promise<Value>;
  /** What is to be told of now: not twice in 10 minutes, and only after many. */
  readonly takeReport: () => FailedTriesReport | undefined;
};

/** So many wrong ones are mistakes. */
const few = 10;
/** So many in `reportEveryMs`, over all networks and tokens, are no mistakes either. */
const fewOfAll = 100;
/** A network or token of which nothing wrong came for so long begins anew: nobody is locked out. */
const forgottenAfterMs = 15 * 60_000;
const longestWaitS = 300;
const reportEveryMs = 10 * 60_000;
/** Whoever is counted longest ago is forgotten beyond these; an attacker who goes on never is. */
const mostKept = 10_000;

type Failures = { readonly count: number; readonly at: number };

/** Counts by the clock and in this instance alone, in one bounded map (統一技術基準 2.2.1.1(1)(g)(ウ); ADR 0023). */
export function buildFailedTries(clock: Clock): FailedTries {
  const kept = new Map<string, Failures>();
  const lane = buildTurns(2);
  let unreported = { tries: 0, since: 0, isDue: false };
  let reportedAt = Number.NEGATIVE_INFINITY;

  function failuresOf(key: string, now: number): number {
    const failures = kept.get(key);
    return failures === undefined || isPast(failures.at, now, forgottenAfterMs) ? 0 : failures.count;
  }

  function countOne(key: string, now: number): number {
    const count = failuresOf(key, now) + 1;
    // Put in anew: the map stays in the order of the last failures.
    kept.delete(key);
    kept.set(key, { count, at: now });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return count;
  }

  function manyOf(prefix: string, now: number): readonly string[] {
    const keys = [...kept.keys()].filter((key) => key.startsWith(prefix) && failuresOf(key, now) > few);
    return keys.map((key) => key.slice(prefix.length));
  }

  return {
    count({ address, tokenId }) {
      const now = clock.now().getTime();
      const counts = [countOne(ofNetwork(address), now)];
      if (tokenId !== undefined) counts.push(countOne(ofToken(tokenId), now));
      const most = Math.max(...counts);
      if (!unreported.isDue && isPast(unreported.since, now, reportEveryMs)) {
        unreported = { tries: 0, since: now, isDue: false };
      }
      const tries = unreported.tries + 1;
      unreported = { ...unreported, tries, isDue: unreported.isDue || most > few || tries > fewOfAll };
      return most <= few ? 0 : Math.min(2 ** (most - few - 1), longestWaitS);
    },
    lookUp(address, look) {
      return failuresOf(ofNetwork(address), clock.now().getTime()) > few ? lane.take(look) : look();
    },
    takeReport() {
      const now = clock.now().getTime();
      if (!unreported.isDue || !isPast(reportedAt, now, reportEveryMs)) return undefined;
      const { tries } = unreported;
      unreported = { tries: 0, since: now, isDue: false };
      reportedAt = now;
      return { tries, networks: manyOf(ofNetwork(''), now), tokens: manyOf(ofToken(''), now) };
    },
  };
}

function ofNetwork(address: string): string {
  return `network ${networkOf(address)}`;
}

function ofToken(tokenId: string): string {
  return `token ${tokenId}`;
}

/** Also where the clock was set back. */
function isPast(at: number, now: number, ms: number): boolean {
  return Math.abs(now - at) >= ms;
}
