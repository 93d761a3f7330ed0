/** What is to be erased before its date, and why: 消去・利用停止の請求, or what should never have been taken down. */
export type EarlyErasure = {
  /** Whose log it is of; null = of the ministry: persons who have left. */
  readonly site: string | null;
  /** Persons, members of visits or people of the press. */
  readonly persons: readonly string[];
  readonly reason: string;
  /** The request or the decision, by its number. */
  readonly reference: string;
};

/** What goes by it, by what it is and whose; two who look at it see the same. */
export type EarlyLine = {
  readonly what: string;
  readonly recordClass: string;
  readonly says: string;
  readonly organisation: string;
  readonly count: number;
  /** How many more are about them and stay to their date, because something needs them still. */
  readonly stay: number;
};
