import type { ClauseTimes } from './determination-clause.ts';
import type { PersonKind } from './person-kinds.ts';
import type { RowScope } from './policy.ts';

/**
 * What is known of the case a requirement is asked for. Absent is unknown, and unknown is never taken for a no: every
 * clause that could then apply counts, and the strictest of them answers.
 */
export type Circumstances = {
  readonly person?: PersonKind | undefined;
  /** A code of the organisation's list; any other matches no clause. */
  readonly purpose?: string | undefined;
  /** A part of the row. */
  readonly part?: string | undefined;
  /** What is added itself handles this, whatever the zone holds without it; absent = the zone alone is asked. */
  readonly brought?: RowScope | undefined;
  /** The codes that are met; once told, all others are not. */
  readonly conditions?: readonly string[] | undefined;
  /** Whether the moment lies within these times; undefined where they name a schedule the site does not have. */
  readonly isDuring?: ((times: ClauseTimes) => boolean | undefined) | undefined;
};

/** A question about the place alone. */
export const nothingKnown: Circumstances = {};
