import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { beginReviewAct, ownRight } from './begin-review-act.ts';
import { loadRights } from './load-rights.ts';
import { recordInReview } from './record-in-review.ts';
import { type ReviewKey, saveDecisions } from './review-rows.ts';

/** Decides that rights of a review stay: their holders still need them. */
export function keepRights(
  deps: ActDeps,
  context: ActContext,
  key: ReviewKey,
  ids: readonly string[],
): Promise<Result<{ readonly kept: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginReviewAct(tx, context.principal, key);
    if (!begun.ok) return begun;
    const asked = { key, now: tx.now, ids, limit: ids.length, isOpen: true };
    const inEffect = (await loadRights(tx.db, asked)).filter((right) => right.inEffect);
    const found = new Map(inEffect.map((right) => [right.id, right]));
    const errors = ids.flatMap((id, index) =>
      found.has(id) ? [] : [{ at: `/rights/${index}`, message: 'この棚卸しに、この権限はありません' }],
    );
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    if (inEffect.some(({ holder }) => begun.value.owners.has(holder))) return refuse(ownRight);
    const kept = inEffect.map(({ id }) => id);
    await recordInReview(tx, key, 'rights-kept', { rights: kept });
    const decision = { decision: 'keep', decidedBy: context.principal.actor.id, decidedAt: tx.now } as const;
    await saveDecisions(
      tx.db,
      inEffect.map(({ id, kind }) => ({ ...key, rightId: id, kind, ...decision })),
    );
    return ok({ kept: kept.length });
  });
}
