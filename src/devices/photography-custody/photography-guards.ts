import type { FindPlaces } from '../../permits/using/find-places.ts';
import type { KindGuards } from '../../permits/using/permit-guards.ts';
import { guardPhotography } from '../photography/guard-photography.ts';
import { judgeConditions } from '../photography/judge-conditions.ts';
import { photographyRow } from '../photography/photography-application.ts';
import { parsePhotographyTerms } from '../photography/photography-terms.ts';
import { findOpenPhotography } from './find-open-photography.ts';
import { judgeTokensBack, judgeTokensWorn } from './judge-tokens-worn.ts';
import { loadTokens } from './token-rows.ts';

/** What photography looks at before it begins and ends, and what is open when it is over. */
export function photographyGuards(findPlaces: FindPlaces): KindGuards {
  const guard = guardPhotography(findPlaces);
  return {
    start: async (tx, permit, by) => {
      const shut = await guard(tx, permit, by);
      if (shut !== undefined) return shut;
      const terms = parsePhotographyTerms(permit.terms) ?? {};
      const lent = await loadTokens(tx.db, permit.siteId, permit.permitId);
      return (
        judgeConditions(terms, photographyRow(permit.applied.person ?? 'visitor')) ??
        judgeTokensWorn(terms, lent)
      );
    },
    close: async (tx, { siteId, permitId }) => judgeTokensBack(await loadTokens(tx.db, siteId, permitId)),
    open: findOpenPhotography,
  };
}
