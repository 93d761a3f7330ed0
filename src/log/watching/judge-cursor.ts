import { type CursorSource, isSealed, type LogCursor, shortLeaf } from './log-cursor.ts';

/** A log as it stands, to be compared with what somebody remembers of it. */
export type LogStanding = CursorSource & {
  readonly head: number;
  /** Epochs that ended with a `restored` entry: what was lost with them is known. */
  readonly pastEpochs: readonly string[];
};

/**
 * How a cursor stands to a log: it goes on there (`continuous`), lies beyond its end, is of an epoch the log has left, was never
 * given out by it (`foreign`), or names an entry that the log gave out and does not hold (`lost`).
 */
export type CursorStanding = 'continuous' | 'in-the-future' | 'epoch-changed' | 'foreign' | 'lost';

/**
 * Compares a cursor with the log. `leaf`: the hash of the entry that stands at its seq now, null where there is none. Only a
 * sealed cursor shows that something was lost; a number alone, whoever wrote it, is never more than beyond the end.
 */
export function judgeCursor(log: LogStanding, cursor: LogCursor, leaf: Buffer | null): CursorStanding {
  const { epoch, seq, proof } = cursor;
  if (proof !== undefined && !isSealed(log.cursorKey, cursor)) return 'foreign';
  if (log.pastEpochs.includes(epoch)) return 'epoch-changed';
  if (proof === undefined) {
    if (epoch !== log.epoch) return 'epoch-changed';
    return seq > log.head ? 'in-the-future' : 'continuous';
  }
  return epoch === log.epoch && shortLeaf(seq === 0 ? null : leaf) === proof.leaf ? 'continuous' : 'lost';
}
