import type { Policy } from '../regulation/policy.ts';
import { type LoadedSiteRules, loadSiteRules } from './load-site-rules.ts';
import type { RuleSource } from './rule-source.ts';

/** Plan, determinations, openings and the register of information systems: what zones and the regulation say of a site. */
export function siteRuleSource(policy: Policy): RuleSource<LoadedSiteRules> {
  return {
    tables: {
      ofSite: ['plan_elements', 'openings', 'system_surveys'],
      ofMinistry: ['determinations', 'information_systems'],
    },
    async load(client, siteId, known) {
      const loaded = await loadSiteRules(client, siteId, policy, known);
      if (loaded === undefined) throw new Error(`no rules for site ${siteId}`);
      return loaded;
    },
  };
}
