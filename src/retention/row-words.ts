import type { RecordClass } from '../log/record-classes.ts';

/** When the words in the rows of a table go. In its SQL `w` is a row. */
export type RowWords = {
  /** That of the personal records of the entries that wrote them. */
  readonly recordClass: RecordClass;
  readonly says: string;
  /** Whose log the rows are of; a row of a site has its id. */
  readonly log: 'site' | 'ministry';
  /** The column by which a row is found; null where its seq is enough. */
  readonly id: string | null;
  /** The column of the entry that wrote the row as it is; null where its moment alone is known. */
  readonly seq: string | null;
  /** True of a row whose words nobody needs any more. Of one that holds no longer nobody does. */
  readonly over: string;
  /** The moment from which the days of a row without `seq` are counted. */
  readonly at?: string;
  /** What the words stand in: columns, or a part of one. */
  readonly words: readonly string[];
  /** Whom a row is about, as an array: a hold on one of them keeps it. */
  readonly about?: string;
  /** Whose record it is, where that is not everybody it is about, as an array: it stays for each of them whose name does. */
  readonly neededBy?: string;
  /** The words go with the name of whom they are about, by which they are found. */
  readonly goesWithName?: true;
};
