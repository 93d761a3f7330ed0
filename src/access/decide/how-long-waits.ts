import type { WaitsFor } from '../../log/entry/effects.ts';
import type { DoorFacts } from './facts/door-facts.ts';

/** How long a read waits for these: for both, until neither would come any more. */
export function howLongWaits(
  why: WaitsFor,
  { escortWithinMs, waitWithinMs }: Pick<DoorFacts, 'escortWithinMs' | 'waitWithinMs'>,
): number {
  switch (why) {
    case 'escort':
      return escortWithinMs;
    case 'second-person':
      return waitWithinMs;
    case 'escort-and-second-person':
      return Math.max(escortWithinMs, waitWithinMs);
  }
}
