import type { Clock } from '../../kernel/clock.ts';

/** Why what came on a socket reached no route. */
export const unreadReasons = [
  'bad-request',
  'headers-too-large',
  'request-timeout',
  'tls-handshake',
  'url',
  'too-many-sockets',
  'too-many-unanswered',
] as const;
export type UnreadReason = (typeof unreadReasons)[number];

/** What came on sockets and reached no route, and so no hook: counted here, for the metrics and for the log. */
export type UnreadRequests = {
  readonly count: (reason: UnreadReason, address: string | undefined) => void;
  /** What was counted since it was last told; undefined where there is nothing, or within a minute of the last time. */
  readonly takeReport: () => UnreadReport | undefined;
};

export type UnreadReport = {
  readonly counts: Readonly<Partial<Record<UnreadReason, number>>>;
  /** From where the last of them came. */
  readonly lastFrom: string | undefined;
};

/** A line for each would let anybody who reaches the port fill the log. */
const reportEveryMs = 60_000;

export function buildUnreadRequests(
  clock: Clock,
  metrics: { readonly unread: (reason: UnreadReason) => void },
): UnreadRequests {
  let unreported: UnreadReport = { counts: {}, lastFrom: undefined };
  let reportedAt = Number.NEGATIVE_INFINITY;
  return {
    count(reason, address) {
      metrics.unread(reason);
      const { counts } = unreported;
      unreported = { counts: { ...counts, [reason]: (counts[reason] ?? 0) + 1 }, lastFrom: address };
    },
    takeReport() {
      const now = clock.now().getTime();
      const isEmpty = Object.keys(unreported.counts).length === 0;
      // Also where the clock was set back.
      if (isEmpty || Math.abs(now - reportedAt) < reportEveryMs) return undefined;
      const report = unreported;
      unreported = { counts: {}, lastFrom: undefined };
      reportedAt = now;
      return report;
    },
  };
}
