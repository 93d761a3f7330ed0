import type { DecidingRow } from './deciding-rows.ts';
import type { Duty } from './duty.ts';

/** One of the two zones of the passage, and what the rows ask there. */
export type ZoneFacts = {
  readonly id: string;
  readonly class: number | null;
  /** Whose zone it is: whoever is registered for it (事前貸与者) was checked by that organisation. */
  readonly organisation: string;
  readonly handover: boolean;
  readonly maxOccupancy: number | undefined;
  readonly neverAlone: boolean;
  /** How many may be in the zone at most, without the one who reads; counted only where it has a limit. */
  readonly others: number;
  /**
   * How many who keep others company are in the zone at least, without the one who reads; counted only where nobody may be
   * alone. Whoever passes together is in the zone behind the door already, and no more in the one before it.
   */
  readonly company: number;
  /** How many others are there at least, who keep nobody company; counted like `company`. */
  readonly guests: number;
  /** A control of this zone itself demands confirming entrants (row 19); cited when moving within one class. */
  readonly controlled: boolean;
  readonly duties: Readonly<Record<DecidingRow, Duty>>;
};
