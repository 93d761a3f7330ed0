import { waitWithinMs } from '../../../../zones/plan/site-plan.ts';
import type { DoorFacts } from '../../../decide/facts/door-facts.ts';
import type { SiteRules, Way } from '../../../rules/site-rules.ts';

/** How long somebody waits at a door for a second person, and for an escort: a door may say one time for both. */
export function waitingTimes(
  { waitWithinMs: ofDoor }: Pick<Way['door'], 'waitWithinMs'>,
  { visitors }: Pick<SiteRules, 'visitors'>,
): Pick<DoorFacts, 'waitWithinMs' | 'escortWithinMs'> {
  return { waitWithinMs: ofDoor ?? waitWithinMs, escortWithinMs: ofDoor ?? visitors.escortWithinMs };
}
