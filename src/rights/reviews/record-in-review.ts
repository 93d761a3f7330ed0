import type { ActTx } from '../../log/writing/perform-act.ts';
import { isOfTheMinistry } from './review-area.ts';
import type { ReviewKey } from './review-rows.ts';

/** Records what was done in a review, in the log of its area: the nil id is also that of the ministry's log. */
export async function recordInReview(
  tx: ActTx,
  key: ReviewKey,
  kind: 'rights-kept' | 'rights-review-signed',
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.takeHeads([key.siteId]);
  tx.record(key.siteId, {
    kind,
    ...(isOfTheMinistry(key) ? {} : { subject: { to: key.zoneId } }),
    details: { quarter: key.quarter, ...details },
  });
}
