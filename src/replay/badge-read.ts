/** One line of a file of badge reads: a card was read on the way into a zone. */
export type BadgeRead = {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly at: Date;
  /** `2016-05-31`, by the clock of the building. */
  readonly day: string;
  /** 0–23, by the clock of the building. */
  readonly hour: number;
  /** Milliseconds since that hour began. */
  readonly intoHourMs: number;
  /** 1 = Monday */
  readonly weekday: number;
  /** As printed: the person's part and the number of the issue. */
  readonly card: string;
  readonly person: string;
  readonly issue: number;
  readonly floor: string;
  readonly room: string;
  /** Floor and room, as the file names them: `3, Server Room`. */
  readonly zone: string;
};

/** A line that is no badge read, and why. */
export type BadLine = { readonly line: number; readonly why: string };
