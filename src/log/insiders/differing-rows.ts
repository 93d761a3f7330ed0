/** What of a log is other in a table than it says: as of which seq, and how many rows, where that is known. */
export type DifferingRows = {
  readonly table: string;
  readonly siteId: string;
  readonly seq: number;
  readonly rows?: number;
};
