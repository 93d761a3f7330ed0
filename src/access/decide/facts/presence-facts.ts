import type { PendingPassage } from './pending-passage.ts';

/** Where the log has the person. */
export type PresenceFacts = {
  /** undefined = nobody knows where this person is. */
  readonly zone: string | undefined;
  /** When the last passage into `zone` was recorded. */
  readonly since: Date | undefined;
  /** The door of that passage; undefined = it was none. */
  readonly door: string | undefined;
  readonly pending: PendingPassage | undefined;
  /** The door where the person waits for another; undefined = at none. */
  readonly waitsAt: string | undefined;
  /** What the plan says of the zones named above; a zone that is no more is a place nobody knows. */
  readonly places: readonly KnownPlace[];
};

/** A zone the person may be in, and where ways that nobody reads lead from it, itself included. */
export type KnownPlace = {
  readonly zone: string;
  readonly class: number | null;
  /** To the zone before the door, and to the one behind it. */
  readonly reachesFrom: boolean;
  readonly reachesTo: boolean;
};
