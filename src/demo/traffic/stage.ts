import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { DayDoors } from './day-doors.ts';
import type { Step } from './find-way.ts';
import type { Walker } from './plan-day.ts';

/** When a story goes on: so many seconds later, or at a second of the day. */
export type Pause = { readonly after: number } | { readonly at: number };

/** What several people do together in a day, told from pause to pause. */
export type Story = AsyncGenerator<Pause, void, void>;

/** What a story finds in the building. */
export type Stage = {
  readonly walkers: readonly Walker[];
  readonly doors: Pick<DayDoors, 'read' | 'abandon'>;
  /** The doors that the staff use. */
  readonly plan: SitePlan;
  /** The usual way between two zones by the doors of a plan. */
  readonly wayBy: (plan: SitePlan, from: string, to: string) => readonly Step[];
  readonly placeOf: (walker: number) => string;
  readonly setPlace: (walker: number, zone: string) => void;
  /** Somebody walks through a door now: its contact tells. */
  readonly walkThrough: (step: Step) => void;
};

/** Seconds between the doors of one way. */
export const toNextDoor = 20;
