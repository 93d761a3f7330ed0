import { sameValue } from '../../zones/plan/same-value.ts';
import { approversOf } from './approvers.ts';
import { needOf } from './need-of.ts';
import type { Need, RuleLine, RuleTold } from './rule-told.ts';

/**
 * Who answers for a permit: whoever must consent to it. What nobody has to consent to is still the matter of each zone's officer,
 * and of whom the clauses of its rows name (届出先).
 */
export function answeringFor({ needs, lines }: RuleTold, unit: string | null): readonly Need[] {
  const all = needs.length > 0 ? needs : lines.flatMap((line) => matterOf(line, unit));
  return all.filter((need, index) => all.findIndex((one) => sameValue(one, need)) === index);
}

function matterOf({ row, zone, chain }: RuleLine, unit: string | null): readonly Need[] {
  const ofZone = zone === null ? [] : [['zone-officer'] as const];
  return [...ofZone, ...approversOf(row, { chain })].map((anyOf) => needOf(anyOf, zone, unit));
}
