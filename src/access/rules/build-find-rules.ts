import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { FindRules } from '../../zones/rules/find-rules.ts';
import type { KnownInForce, RulesCache } from './rules-cache.ts';

/** Finds the rules of a site among those that its batches keep: which ones are in force its head says, each time (I5). */
export function buildFindRules(pool: Pool, cache: RulesCache): FindRules {
  return async (siteId) => {
    const { rows } = await pool.query<KnownInForce>({ ...inForce, values: [siteId, ministryLogId] });
    const [named] = rows;
    return named === undefined ? undefined : cache.find(pool, siteId, named);
  };
}

/** Both logs in one statement: what the site knows of the ministry's is of the same moment. */
const inForce = {
  name: 'rules-in-force',
  text: `
    select h.epoch, h.rules_seq as "rulesSeq", m.seq as "ministrySeq"
    from heads h cross join heads m where h.site_id = $1 and m.site_id = $2`,
};
