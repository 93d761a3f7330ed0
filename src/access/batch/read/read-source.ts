/** Where the reads of one statement come from: a list of cards, or what the database knows to be waiting. */
export type ReadSource = {
  /** Part of the name of the prepared statement. */
  readonly name: string;
  /** Nothing is asked of it in this batch: the statement goes without it. */
  readonly isEmpty: boolean;
  /**
   * A query of (format, facility, number, from_zone, to_zone, door_id, ordinal), in this order: cards, the zones of the passage each
   * is shown for, the door where it is asked who passed there, and a count of the reads from 1. For versions known then
   * (ministry_seq, site_seq) stand in the place of the door. Its parameters begin with $`first`.
   */
  readonly rows: (first: number) => string;
  readonly values: readonly string[];
};
