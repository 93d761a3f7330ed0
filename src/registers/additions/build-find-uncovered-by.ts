import type { Policy } from '../../zones/regulation/policy.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import type { FindUncoveredBy } from '../equipment/equipment-deps.ts';
import { judgeAddition } from './judge-addition.ts';
import { rulesAt } from './rules-at.ts';

/** Weighs a permit to install, or to link, by the rules at the moment of an act: each reason once. */
export function buildFindUncoveredBy(policy: Policy): FindUncoveredBy {
  return async (tx, permit) => {
    const rules = await loadRulesOfAct(tx, permit.siteId, policy);
    // A site that is not there has no zone, and so has its permit.
    if (rules === undefined) return [];
    const lines = judgeAddition(permit, rulesAt(rules, tx.now));
    return [...new Set(lines.flatMap(({ why }) => why))];
  };
}
