import type { Direction } from '../../zones/plan/direction.ts';
import type { PassageFacts } from './facts/passage-facts.ts';

/**
 * What the rules weigh a passage as: its direction, but moving on a way out is weighed like leaving. Entering on a way out stays
 * entering, for the row of the higher zone asks who comes in.
 */
export function courseOf({ door }: PassageFacts, direction: Direction): Direction {
  return direction === 'moving' && door.leadsOut ? 'leaving' : direction;
}

/** Whoever takes this passage is on the way out, so that only who it is can stand against it (I6). */
export function leadsOut({ door }: PassageFacts, course: Direction): boolean {
  return course === 'leaving' || door.leadsOut;
}
