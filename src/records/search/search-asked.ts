import type { RecordOrigin } from '../kinds/origin-words.ts';
import type { DayWordName } from './day-words.ts';
import type { Direction, SearchFieldName } from './search-fields.ts';

/** From one time of the clock to another, in minutes since midnight; over midnight where the end is not later. */
export type ClockStretch = { readonly from: number; readonly until: number };

/** What a record is searched for: rows that meet all of it. */
export type SearchAsked = {
  readonly [Field in SearchFieldName]?: string | undefined;
} & {
  readonly direction?: Direction | undefined;
  readonly origin?: RecordOrigin | undefined;
  readonly clock?: ClockStretch | undefined;
  /** On such days of the period alone. */
  readonly on?: DayWordName | undefined;
  /** Of the hours and days that are asked for: not that somebody came or left then, but that they were there. */
  readonly isThere?: boolean | undefined;
  /** Who came with nobody. */
  readonly isAlone?: boolean | undefined;
  /** Who has not left, what has not ended. */
  readonly isOpen?: boolean | undefined;
};
