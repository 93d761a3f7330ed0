import type { Zone } from '../plan/site-plan.ts';
import type { Layers } from '../regulation/layers.ts';

/** What stands at a site: its zones, none before its first plan, and what their requirements are weighed over. */
export type StandingRules = { readonly zones: ReadonlyMap<string, Zone>; readonly layers: Layers };

/**
 * Finds the rules that are in force at a site once it is asked, or later ones: an act that changed them and was answered before is
 * in them. They are kept, and not read again while they stand. Undefined for a site that is not there.
 */
export type FindRules = (siteId: string) => Promise<StandingRules | undefined>;
