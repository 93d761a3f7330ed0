/** Where the reads of one statement come from: a list of cards, or what the database knows to be waiting. */
export type ReadSource = {
  /** Part of the name of the prepared statement. */
  readonly name: string;
  /**
   * A query of (ordinal, format, facility, number, from_zone, to_zone): `ordinal` counts the reads from 1, the zones are those
   * of the passage asked for. For versions known then also (ministry_seq, site_seq). Its parameters begin with $`first`.
   */
  readonly rows: (first: number) => string;
  readonly values: readonly string[];
};
