import type { DecidingRow } from './deciding-rows.ts';
import type { Duty } from './duty.ts';

/** One of the two zones of the passage, and what the rows ask there. */
export type ZoneFacts = {
  readonly id: string;
  readonly class: number | null;
  readonly handover: boolean;
  readonly maxOccupancy: number | undefined;
  readonly neverAlone: boolean;
  /** Persons in the zone by its stricter count, without the one who reads; counted only where the zone has a limit. */
  readonly others: number;
  /** A control of this zone itself demands confirming entrants (row 19); cited when moving within one class. */
  readonly controlled: boolean;
  readonly duties: Readonly<Record<DecidingRow, Duty>>;
};
