import type { Pause, Stage } from '../traffic/stage.ts';
import type { ExpectedVisit } from './expect-visits.ts';
import type { FrontDesk, Member, Planned } from './front-desk.ts';
import type { SharedDoors } from './share-doors.ts';

/** What became of the visitors of a day; counted up as it goes. */
export type VisitCount = {
  visitors: number;
  /** Doors that a visitor passed with an escort. */
  pairs: number;
};

/** A visit under way, and what it is told with. */
export type Scene = {
  readonly stage: Stage;
  readonly desk: FrontDesk;
  readonly count: VisitCount;
  readonly expected: ExpectedVisit;
  readonly planned: Planned;
  /** Whom the desk took in. */
  readonly guests: readonly Member[];
  readonly sharing: SharedDoors;
  readonly now: () => Date;
};

/** A part of a story, and what came of it. */
export type Part<Outcome = void> = AsyncGenerator<Pause, Outcome, void>;

/** Where visitors are met and seen off. */
export const lobby = 'lobby';
