import type { PaperLine } from './paper-line.ts';

/** A line with its place in the request, the person it is of, and the zone on the other side of its door. */
export type PlacedLine = PaperLine & {
  readonly index: number;
  /** undefined = known by the written name alone. */
  readonly who: string | undefined;
  readonly outside: string;
  /** It tells of somebody who came in from outside. */
  readonly isArrival: boolean;
};
