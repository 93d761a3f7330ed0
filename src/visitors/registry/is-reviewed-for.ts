import { isBoundFor } from './is-bound-for.ts';
import type { DestinationRow } from './visit-rows.ts';

/** Whether the 審査 of a destination is given and covers this member on this day; silence never is one. */
export function isReviewedFor(
  {
    review,
    reviewedMemberIds,
    reviewedDays,
  }: Pick<DestinationRow, 'review' | 'reviewedMemberIds' | 'reviewedDays'>,
  { memberId, day }: { readonly memberId: string; readonly day: string },
): boolean {
  return review !== null && reviewedMemberIds.includes(memberId) && reviewedDays.includes(day);
}

type Reviewable = Parameters<typeof isReviewedFor>[0] & Parameters<typeof isBoundFor>[0];

/** Whether a member is reviewed on a day for every destination they are bound for; who is bound for none is not. */
export function isReviewedThroughout(
  destinations: readonly Reviewable[],
  arrival: { readonly memberId: string; readonly day: string },
): boolean {
  const bound = destinations.filter((one) => isBoundFor(one, arrival.memberId));
  return bound.length > 0 && bound.every((one) => isReviewedFor(one, arrival));
}
