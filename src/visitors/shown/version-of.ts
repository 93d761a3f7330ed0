import type { WholeVisit } from '../registry/visit-rows.ts';

/** The version of a visit: the seq of the last change to it, its destinations or its members. */
export function versionOf({ visit, destinations, members }: WholeVisit): number {
  return Math.max(...[visit, ...destinations, ...members].map(({ fromSeq }) => fromSeq));
}
