import { extensionSource } from '../../people/overtime/extension-source.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { siteRuleSource } from '../../zones/rules/site-rule-source.ts';

/** What decides passages besides persons and cards, read by those it belongs to: one line a slice. */
export function ruleSourcesOf(policy: Policy) {
  return {
    site: siteRuleSource(policy),
    extensions: extensionSource,
  };
}

export type RuleSources = ReturnType<typeof ruleSourcesOf>;

/** The rules of one site as all sources read them. */
export type LoadedRules = {
  readonly [Name in keyof RuleSources]: Awaited<ReturnType<RuleSources[Name]['load']>>;
};
