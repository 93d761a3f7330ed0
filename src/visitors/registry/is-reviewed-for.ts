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
