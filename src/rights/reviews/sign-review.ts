import { and, count, eq } from 'drizzle-orm';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { beginReviewAct } from './begin-review-act.ts';
import { countLines } from './count-lines.ts';
import { recordInReview } from './record-in-review.ts';
import { type ReviewKey, saveSigned } from './review-rows.ts';
import { rightsReviewDecisions } from './tables.ts';

export type ReviewSigned = { readonly kept: number; readonly removed: number };

/** Signs a review: of every right that was in effect when its quarter began somebody has decided. From then on nothing of it changes. */
export function signReview(
  deps: ActDeps,
  context: ActContext,
  key: ReviewKey,
): Promise<Result<ReviewSigned, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginReviewAct(tx, context.principal, key);
    if (!begun.ok) return begun;
    const [lines] = await countLines(tx.client, begun.value.quarter, tx.now, key);
    const { undecided = 0 } = lines ?? {};
    if (undecided > 0) return refuse(notDecided(undecided));
    const decided = await countDecisions(tx, key);
    if (lines === undefined && decided.kept + decided.removed === 0) return refuse(nothingThere);
    await recordInReview(tx, key, 'rights-review-signed', decided);
    await saveSigned(tx.db, key, context.principal.actor.id, tx.now);
    return ok(decided);
  });
}

async function countDecisions({ db }: ActTx, { quarter, siteId, zoneId }: ReviewKey): Promise<ReviewSigned> {
  const { decision } = rightsReviewDecisions;
  const rows = await db
    .select({ decision, times: count() })
    .from(rightsReviewDecisions)
    .where(
      and(
        eq(rightsReviewDecisions.quarter, quarter),
        eq(rightsReviewDecisions.siteId, siteId),
        eq(rightsReviewDecisions.zoneId, zoneId),
      ),
    )
    .groupBy(decision);
  const timesOf = (word: 'keep' | 'remove') => rows.find((row) => row.decision === word)?.times ?? 0;
  return { kept: timesOf('keep'), removed: timesOf('remove') };
}

function notDecided(undecided: number): Refusal {
  return {
    code: 'conflict',
    detail: `残すか外すかを決めていない権限が${undecided}件あります。すべて決めてから署名してください。`,
  };
}

const nothingThere: Refusal = { code: 'not-found', detail: 'この四半期に棚卸しするものはありません。' };
