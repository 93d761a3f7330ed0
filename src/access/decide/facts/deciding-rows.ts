/** The rows of 別表1・2 that decide a passage. */
export const decidingRows = [
  't1r16',
  't1r17',
  't1r19',
  't1r20',
  't1r21',
  't1r26',
  't1r27',
  't1r30',
  't1r31',
  't1r32',
  't1r33',
  't1r34',
  't1r35',
  't1r47',
  't1r49',
  't2r17',
] as const;

export type DecidingRow = (typeof decidingRows)[number];
