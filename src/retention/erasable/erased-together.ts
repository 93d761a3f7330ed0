import type { RecordClass } from '../../log/entry/record-classes.ts';

/** What is erased together, by one entry an organisation. */
export type ErasedTogether = {
  readonly recordClass: RecordClass;
  readonly says: string;
  /** Asks what of it is due in a log: the `id` or `seq` of what is to be erased, how many records that is, whose, and of when. */
  readonly due: { readonly name: string; readonly text: string };
  /** Asks what of it is said of some persons, whatever its days; absent where nothing is that their names do not take along. */
  readonly early?: { readonly name: string; readonly text: string };
};
