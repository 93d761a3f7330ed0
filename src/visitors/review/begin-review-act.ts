import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import {
  type DestinationRow,
  findDestination,
  loadVisits,
  lockVisit,
  type WholeVisit,
} from '../registry/visit-rows.ts';
import { loadDeputies } from './deputy-rows.ts';

/** A destination whose 審査 is given or taken back, under the locks of the act. */
export type ReviewAct = {
  readonly whole: WholeVisit;
  readonly destination: DestinationRow;
  readonly deputies: ReadonlySet<string>;
  readonly staff: ReadonlySet<string>;
};

/**
 * Locks what a review is about in the order of every act on a visit: host and giver, the visit, the site's head. What is read
 * under the head misses no deputy that was ended and no stop that was acknowledged (I5).
 */
export async function beginReviewAct(
  tx: ActTx,
  siteId: string,
  { visitId, destinationId, by, givenAt = tx.now }: ReviewNamed,
): Promise<Result<ReviewAct, Refusal>> {
  const found = await findDestination(tx.db, siteId, destinationId);
  if (found?.visitId !== visitId) return refuse({ code: 'not-found' });
  const staff = await holdActiveStaff(tx, [found.hostId, ...by]);
  await lockVisit(tx, siteId, visitId);
  await tx.takeHeads([siteId]);
  const [whole] = await loadVisits(tx.db, siteId, [visitId]);
  const destination = whole?.destinations.find((one) => one.destinationId === destinationId);
  if (whole === undefined || destination === undefined) return refuse({ code: 'not-found' });
  if (destination.hostId !== found.hostId) return refuse(changedMeanwhile);
  const deputies = await loadDeputies(tx.db, siteId, [destination.hostId], givenAt);
  return ok({ whole, destination, deputies: deputies.get(destination.hostId) ?? new Set(), staff });
}

type ReviewNamed = DestinationNamed & {
  readonly by: readonly string[];
  /** When a review was given that is written down now: whoever deputised then. */
  readonly givenAt?: Date | undefined;
};

export type DestinationNamed = { readonly visitId: string; readonly destinationId: string };

/** What was looked at is not what stands: nobody reviews what they have not seen. */
export const changedMeanwhile: Refusal = {
  code: 'conflict',
  detail: '訪問の内容が、見ていた間に変わりました。今の内容を見て、もう一度審査してください。',
};
