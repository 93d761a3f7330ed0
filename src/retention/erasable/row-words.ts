import type { RecordClass } from '../../log/entry/record-classes.ts';

/** When the words in the rows of a table go. In its SQL `w` is a row. */
export type RowWords = RowPlace & {
  /** That of the personal records of the entries that wrote them. */
  readonly recordClass: RecordClass;
  readonly says: string;
  /** Whose log the rows are of; a row of a site has its id. */
  readonly log: 'site' | 'ministry';
  /** True of a row whose words nobody needs any more. Of one that holds no longer nobody does. */
  readonly over: string;
  /** What the words stand in: columns, or a part of one. */
  readonly words: readonly string[];
  /** Whom a row is about, as an array: a hold on one of them keeps it. */
  readonly about?: string;
  /** Whose record it is, where that is not everybody it is about, as an array: it stays for each of them whose name does. */
  readonly neededBy?: string;
  /** The words go with the name of whom they are about, by which they are found. */
  readonly goesWithName?: true;
};

/** By what a row is found, and from when its days are counted. */
type RowPlace =
  | {
      /** The column of the entry that wrote the row as it is: its moment counts. */
      readonly seq: string;
      /** The column by which a row is found; null where its seq is enough. */
      readonly id: string | null;
      readonly at?: undefined;
    }
  | {
      /** Which entry wrote the row is not known. */
      readonly seq: null;
      readonly id: string;
      /** The moment from which its days are counted. */
      readonly at: string;
    };
