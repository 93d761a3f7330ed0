import type { CellWords } from './cell-words.ts';
import { type HeadingLine, recordHeading } from './record-heading.ts';
import type { ShownRecord } from './shown-record.ts';

/** What a file whose rows are a table of their own says of them beside it: of what they are, and how many there were. */
export function aboutRecord(record: ShownRecord, words: CellWords, count: number): readonly HeadingLine[] {
  return [['記録', record.title], ...recordHeading(record, words), ['件数', `${count}`]];
}
