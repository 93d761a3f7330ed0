import type { Passback } from '../../../zones/plan/site-plan.ts';

/** The door of the passage, in the direction asked for. */
export type DoorFacts = {
  readonly id: string;
  readonly contact: boolean;
  readonly openWithinMs: number;
  /** How long a read waits here for the second of two persons. */
  readonly waitWithinMs: number;
  /** How long a ward waits here for an escort, and one of the two may follow the other. */
  readonly escortWithinMs: number;
  /** The read of an escort takes along whoever they escort. */
  readonly escortCounts: boolean;
  /** A card read again so soon after its passage is the same passage. */
  readonly repeatWithinMs: number;
  readonly outOfService: boolean;
  readonly passback: Passback;
  /** This direction is released in an emergency (I6). */
  readonly escape: boolean;
  /** This direction is a step of a way out: no papers hold anybody back on it (I6). */
  readonly leadsOut: boolean;
  /** From the zone behind the door ways that nobody reads lead back before it: whoever left is not known to have. */
  readonly unreadBack: boolean;
  /** Free passage is on at this moment: its schedule runs and row 16 does not close it. */
  readonly freePassage: boolean;
  /** It is on the way of a crew of an emergency service that was let in, for as long as somebody said. */
  readonly opensForCrew: boolean;
  /** Another door of the same interlock stands open or was just granted. */
  readonly interlocked: boolean;
};
