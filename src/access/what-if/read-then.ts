import type { Entry, RecordedDecision } from '../../log/entry/entry.ts';
import type { Reader } from '../batch/reader-parts.ts';

/** A card read of the log, with what was known of whoever made it. */
export type ReadThen = {
  readonly seq: number;
  readonly at: Date;
  readonly readerId: string;
  readonly person: string | undefined;
  readonly recorded: RecordedDecision;
  /** Who was read by this very entry to be escorted, or to take somebody along. */
  readonly escorted: boolean;
  readonly known: Reader | undefined;
};

/** An entry of a card read whose decision can be made again; undefined for any other. */
export type RecordedRead = Entry & {
  readonly decision: RecordedDecision;
  readonly subject: Entry['subject'] & {
    readonly reader: string;
    readonly from: string;
    readonly to: string;
  };
};

export function isRecordedRead(entry: Entry): entry is RecordedRead {
  const { kind, decision, subject } = entry;
  return (
    kind === 'card-read' &&
    decision !== null &&
    subject.reader !== undefined &&
    subject.from !== undefined &&
    subject.to !== undefined
  );
}

/** A gateway decided it alone: it is told of afterwards, and weighed with what was known at another moment. */
export function isLate({ details }: Entry): boolean {
  return details.decided !== undefined;
}
