/** What a host ticks in a 審査: who comes is known, why, and why these zones (2.3.1.1(3)(a)(ウ)). */
export const reviewPoints = ['who', 'why', 'zones'] as const;

export type ReviewPoint = (typeof reviewPoints)[number];

/** How a review came: the host's own act, a deputy's (代理) within its period, or told by telephone and written down by reception (電話確認). */
export type ReviewWay = 'host' | 'deputy' | 'telephone';

/** 審査 of one destination, by a named person. */
export type HostReview = {
  /** The host, or who deputised; of a telephone review, whoever gave it. */
  readonly by: string;
  readonly way: ReviewWay;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly examined: readonly ReviewPoint[];
  /** What was unusual about it. */
  readonly words?: string;
  /** Of a telephone review: who wrote it down, and the extension called. */
  readonly writtenBy?: string;
  readonly extension?: string;
};

/** What a destination has in place of a 審査: nobody and no day is covered. */
export const unreviewed = { review: null, reviewedMemberIds: [], reviewedDays: [] };
