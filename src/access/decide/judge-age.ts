import type { Direction } from '../../zones/plan/direction.ts';
import { leadsOut } from './course-of.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { Rule } from './rule.ts';

/** Nobody stands at the door for a read that is too old: it opens nothing but a way out or of escape, where nobody is held (I6). */
export const judgeAge: Rule = (facts, course) =>
  isOnlyTold(facts, course) ? [{ code: 'too-old-to-open' }] : [];

/** Such a read is weighed as one that comes late: it says nothing of where anybody is, and leads no crew. */
export function asTold(facts: PassageFacts, course: Direction): PassageFacts {
  if (!isOnlyTold(facts, course)) return facts;
  return { ...facts, live: false, door: { ...facts.door, opensForCrew: false } };
}

/** Too old, on a way on which that refuses. */
export function isOnlyTold(facts: PassageFacts, course: Direction): boolean {
  return facts.tooOld && !facts.door.escape && !leadsOut(facts, course);
}
