import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import { isReviewedFor } from '../../visitors/registry/is-reviewed-for.ts';
import type { WholeVisit } from '../../visitors/registry/visit-rows.ts';

/** Whether the 審査 of every destination of a visitor covers their day. */
export function isReviewed(
  { destinations }: Pick<WholeVisit, 'destinations'>,
  arrival: Pick<ArrivalRow, 'memberId' | 'day'>,
): boolean {
  return destinations
    .filter((one) => isBoundFor(one, arrival.memberId))
    .every((one) => isReviewedFor(one, arrival));
}
