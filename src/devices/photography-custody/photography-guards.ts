import type { FindPlaces } from '../../permits/using/find-places.ts';
import type { KindGuards } from '../../permits/using/permit-guards.ts';
import { judgeConditions } from '../conditions/judge-conditions.ts';
import { guardPhotography } from '../photography/guard-photography.ts';
import { photographyRow } from '../photography/photography-application.ts';
import { photographyConditions } from '../photography/photography-conditions.ts';
import { type KeptPhotographyTerms, parsePhotographyTerms } from '../photography/photography-terms.ts';
import { findOpenPhotography } from './find-open-photography.ts';
import { judgeTokensBack, judgeTokensWorn } from './judge-tokens-worn.ts';
import { loadTokens, refuseReview } from './token-rows.ts';

/** What photography looks at before it begins and ends, and what is open when it is over. */
export function photographyGuards(findPlaces: FindPlaces): KindGuards {
  const guard = guardPhotography(findPlaces);
  return {
    start: async (tx, permit, by) => {
      const shut = await guard(tx, permit, by);
      if (shut !== undefined) return shut;
      const terms: Partial<KeptPhotographyTerms> = parsePhotographyTerms(permit.terms) ?? {};
      const lent = await loadTokens(tx.db, permit.siteId, permit.permitId);
      return (
        judgeConditions(terms.answers ?? [], terms.seen, {
          words: photographyConditions,
          clause: '2.3.1.1(7)(b)',
          row: photographyRow(permit.applied.person ?? 'visitor'),
        }) ?? judgeTokensWorn(terms, lent)
      );
    },
    close: async (tx, { siteId, permitId }) => judgeTokensBack(await loadTokens(tx.db, siteId, permitId)),
    open: findOpenPhotography,
    takeBack: async (tx, permit, given, seq) => {
      const takenAt = given.map((at) => new Date(at));
      if (takenAt.length > 0) await refuseReview(tx, permit, takenAt, seq);
      return permit.terms;
    },
  };
}
