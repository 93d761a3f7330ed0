import { judgeAccess } from '../../authority/judge-access.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { renewAdmissions } from '../admission/renew-admissions.ts';
import { unreviewed } from '../registry/host-review.ts';
import { saveDestinations } from '../registry/visit-rows.ts';
import { beginReviewAct, type DestinationNamed } from './begin-review-act.ts';
import { isTheirs } from './review-draft.ts';

/**
 * Takes a 審査 back, by the host, a deputy, or the desk for them: from this answer on nobody enters by it, whoever is inside too,
 * and all may leave (I6).
 */
export function withdrawReview(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  named: DestinationNamed,
  reason: string,
): Promise<Result<object, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const begun = await beginReviewAct(tx, siteId, { ...named, by: [] });
    if (!begun.ok) return begun;
    const { destination, deputies } = begun.value;
    const { visitId, destinationId, hostId } = destination;
    const theirs = isTheirs({ by: actor.id, hostId, deputies });
    const atDesk = judgeAccess(context.principal, 'visits.desk', siteId) === 'allowed';
    if (!theirs && !atDesk) return refuse(notTheirs);
    if (destination.review === null) return refuse(notReviewed);
    const seq = tx.record(siteId, {
      kind: 'visit-review-withdrawn',
      subject: { visit: visitId, destination: destinationId, person: hostId },
      personal: { recordClass: 'visit', data: { reason } },
    });
    await saveDestinations(tx, siteId, [destination], unreviewed, seq);
    await renewAdmissions(tx, siteId, visitId, seq);
    return ok({});
  });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '審査を取り消せるのは、訪問相手とその代理、受付と警備です。',
};
const notReviewed: Refusal = { code: 'conflict', detail: 'この訪問先はまだ審査されていません。' };
