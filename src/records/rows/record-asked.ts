import type { SomeZones, Visibility } from '../../authority/visibility.ts';
import type { NamedZones } from '../../zones/plan/find-zones.ts';

/** Up to where in the log a record tells: nothing that was recorded later is in it. */
export type AsOf = { readonly epoch: string; readonly seq: number; readonly recordedAt: Date };

/** What a record is asked for: a stretch of time, the zones of it, and what whoever asks may see. */
export type RecordAsked = {
  readonly siteId: string;
  readonly timeZone: string;
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly asOf: AsOf;
  /** The last entry of the ministry's log at that moment: its registers tell up to there. */
  readonly ministrySeq: number;
  /** Of these zones alone; what lies in none of them is not in the record. */
  readonly zones: NamedZones;
  /** No zone was asked for: what has no zone is in the record too. */
  readonly everywhere: boolean;
  /** In which zones whoever asks may know whom they see. */
  readonly named: SomeZones;
  /** What whoever asks may see of the ministry's own log; undefined where they may not read its records. */
  readonly ministry: Visibility | undefined;
  /** Of reads: of whom, by their id; undefined = of anybody. */
  readonly of: string | undefined;
};

/** How many rows are read at once: each page is a statement of its own, and holds no snapshot. */
export const rowsAtOnce = 500;
