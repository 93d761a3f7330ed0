import { directionOf } from './direction.ts';
import type { DoorDirection, Zone } from './site-plan.ts';

/** Whether a direction is released in an emergency and on loss of the service (I6). Unsaid, leaving and moving are. */
export function isEscape(
  direction: Readonly<Pick<DoorDirection, 'escape'>>,
  from: Readonly<Pick<Zone, 'class'>>,
  to: Readonly<Pick<Zone, 'class'>>,
): boolean {
  return direction.escape ?? directionOf(from, to) !== 'entering';
}
