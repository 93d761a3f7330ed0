import { databaseOf, type Pool } from '../../db/pool.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { FindUncovered } from '../../zones/plan-change/reopening.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadLayers } from '../../zones/rules/load-layers.ts';
import { judgeAddition } from './judge-addition.ts';
import { loadAdditions } from './load-additions.ts';

/** Weighs what was added at a site by the plan as it stands and as it is to be; what is said is what only the change does. */
export function buildFindUncovered(pool: Pool, policy: Policy): FindUncovered {
  return async (siteId, { present, next }, at) => {
    const additions = await loadAdditions(databaseOf(pool), siteId);
    if (additions.length === 0) return [];
    const named = [...new Set([...present.zones, ...next.zones].map(({ organisation }) => organisation))];
    const layers = await loadLayers(pool, siteId, named, policy);
    const uncoveredBy = ({ zones }: SitePlan) => {
      const rules = { zones: new Map(zones.map((zone) => [zone.id, zone])), layers, at };
      return additions.flatMap((addition) =>
        judgeAddition(addition, rules).flatMap(({ zone, why }) =>
          why.length === 0 ? [] : [{ permit: addition.permitId, zone }],
        ),
      );
    };
    const already = new Set(uncoveredBy(present).map(({ permit, zone }) => `${permit} ${zone}`));
    return uncoveredBy(next).filter(({ permit, zone }) => !already.has(`${permit} ${zone}`));
  };
}
