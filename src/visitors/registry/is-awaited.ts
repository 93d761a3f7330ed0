import type { ArrivalRow } from './arrival-rows.ts';
import { isBoundFor } from './is-bound-for.ts';
import type { DestinationRow } from './visit-rows.ts';

/** Whether somebody waits for the host of a destination: for the 審査, or, being in, to be met (迎え待ち). */
export function isAwaited(
  destination: Pick<DestinationRow, 'review' | 'memberIds'>,
  arrivals: readonly Pick<ArrivalRow, 'memberId' | 'state' | 'metAt'>[],
): boolean {
  return (
    destination.review === null ||
    arrivals.some(
      ({ memberId, state, metAt }) =>
        state === 'checked-in' && metAt === null && isBoundFor(destination, memberId),
    )
  );
}
