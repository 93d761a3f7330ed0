/** How the value of a column is written: as it is, as an instant or a day of the site, as a code that has words, or as an id in small print. */
type Sort = 'text' | 'instant' | 'day' | 'origin' | 'id';

export type RecordColumn<Key extends string = string> = {
  readonly key: Key;
  /** What stands above it. */
  readonly title: string;
  readonly sort: Sort;
  /** Its share of a printed line, in full-width characters. */
  readonly width: number;
};

/** A column of words. */
export function textColumn<Key extends string>(key: Key, title: string, width: number): RecordColumn<Key> {
  return { key, title, sort: 'text', width };
}

/** A column of instants, by the clock of the site. */
export function instantColumn<Key extends string>(key: Key, title: string): RecordColumn<Key> {
  return { key, title, sort: 'instant', width: 8 };
}

/** A column of days. */
export function dayColumn<Key extends string>(key: Key, title: string): RecordColumn<Key> {
  return { key, title, sort: 'day', width: 7 };
}

/** A column that says from what a time is known. */
export function originColumn<Key extends string>(key: Key, title: string): RecordColumn<Key> {
  return { key, title, sort: 'origin', width: 4 };
}

/** The column of the id of what a row is about. */
export function idColumn(title: string, width: number): RecordColumn<'id'> {
  return { key: 'id', title, sort: 'id', width };
}
