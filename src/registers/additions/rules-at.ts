import type { LoadedSiteRules } from '../../zones/rules/load-site-rules.ts';
import type { AdditionRules } from './judge-addition.ts';

/** The rules of a site at a moment, as additions are weighed by them. */
export function rulesAt({ plan, layers }: LoadedSiteRules, at: Date): AdditionRules {
  return { zones: new Map((plan?.zones ?? []).map((zone) => [zone.id, zone])), layers, at };
}
