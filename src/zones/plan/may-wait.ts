import { directionOf } from './direction.ts';
import type { Zone } from './site-plan.ts';

/**
 * Whether a read on this way may wait for another: where nobody may be alone on one side of the door, entering and
 * moving. Leaving never waits for anybody (I6).
 */
export function mayWait(from: Pick<Zone, 'class' | 'neverAlone'>, to: typeof from): boolean {
  return (from.neverAlone || to.neverAlone) && directionOf(from, to) !== 'leaving';
}

/**
 * Whether a ward may wait on this way for an escort (rows 34, 35): wherever one may be asked for, entering and moving. Nobody is
 * asked for one on the way to class 0.
 */
export function mayWaitForEscort(from: Pick<Zone, 'class'>, to: typeof from): boolean {
  return to.class !== 0 && directionOf(from, to) !== 'leaving';
}
