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
};
