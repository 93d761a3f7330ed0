import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { KnownInForce, RulesCache } from './rules-cache.ts';
import type { SiteRules } from './site-rules.ts';

/** Finds the rules in force at a site as its doors decide by them; undefined for a site that is not there. */
export type FindSiteRules = (siteId: string) => Promise<SiteRules | undefined>;

/** Finds the rules of a site among those that its batches keep: which ones are in force its head says, each time (I5). */
export function buildFindRules(pool: Pool, cache: RulesCache): FindSiteRules {
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
