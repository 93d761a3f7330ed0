import type { Reason } from './decision.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import { keepsCompany } from './keeps-company.ts';
import { misplacedBy } from './misplaced.ts';
import type { Rule } from './rule.ts';

/**
 * Where the person comes from and who else is there. Hard passback refuses entering alone: moving may be the way
 * out, so there it is a note. Counts leave out the one who reads. Judged live only.
 */
export const judgePlace: Rule = (facts, direction) => {
  if (!facts.live) return [];
  const { to, door } = facts;
  const reasons: Reason[] = [];
  const misplaced = misplacedBy(facts);
  if (misplaced?.weight === 'refused' && direction === 'entering') reasons.push({ code: misplaced.code });
  if (to.maxOccupancy !== undefined && to.others >= to.maxOccupancy) reasons.push({ code: 'occupancy-full' });
  if (to.neverAlone && to.company === 0) reasons.push({ code: 'second-person-missing' });
  if (leavesOneAlone(facts)) reasons.push({ code: 'would-leave-one-alone' });
  if (door.interlocked) reasons.push({ code: 'interlock' });
  return reasons;
};

/**
 * A colleague who is alone then, or guests with nobody to keep them company. Whoever goes and was company to nobody, a visitor,
 * leaves everybody as they were.
 */
function leavesOneAlone({ from, person }: PassageFacts): boolean {
  if (!from.neverAlone || (person !== undefined && !keepsCompany(person))) return false;
  return from.company === 1 || (from.company === 0 && from.guests > 0);
}
