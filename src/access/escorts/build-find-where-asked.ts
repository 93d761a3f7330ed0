import type { CustodyBasis } from '../../log/entry/effects.ts';
import { isEscortAsked } from '../batch/answer/escorts/is-escort-asked.ts';
import type { FindSiteRules } from '../rules/build-find-rules.ts';

/** Whether a zone asks at a moment for an escort of whoever is a ward on this basis. */
export type AsksForEscort = (zone: string, at: Date, basis: CustodyBasis) => boolean;

/** Reads by which rules it is asked for, before an act takes the head. */
export type FindWhereAsked = (siteId: string) => Promise<AsksForEscort>;

/** Finds it as the doors of the site decide by it; a site without rules asks for nothing. */
export function buildFindWhereAsked(findRules: FindSiteRules): FindWhereAsked {
  return async (siteId) => {
    const rules = await findRules(siteId);
    return (zone, at, basis) => rules !== undefined && isEscortAsked(rules, zone, at, basis);
  };
}
