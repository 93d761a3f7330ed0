import { judgeInPerson } from '../../authority/judge-in-person.ts';
import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type Quarter, quarterAt } from './quarter.ts';
import { keepsReview } from './review-area.ts';
import { lockReview, type ReviewKey } from './review-rows.ts';

export type ReviewAct = { readonly quarter: Quarter; readonly owners: ReadonlySet<string> };

/** Holds the review of the quarter that is, by whoever keeps it and while nobody has signed it; and says whose own act it is. */
export async function beginReviewAct(
  { db, now }: ActTx,
  principal: Principal,
  key: ReviewKey,
): Promise<Result<ReviewAct, Refusal>> {
  const machine = judgeInPerson(principal.actor);
  if (machine !== undefined) return refuse(machine);
  if (!keepsReview(principal, key)) return refuse(notTheirs);
  const quarter = quarterAt(now);
  if (quarter.name !== key.quarter) return refuse(otherQuarter);
  const { signedAt } = await lockReview(db, key);
  if (signedAt !== null) return refuse(isSigned);
  return ok({ quarter, owners: await loadOwnersOfAct(db, principal.actor) });
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: 'この棚卸しを行うのは、その区域について答える責任者、又は権限管理を行う者です。',
};
const otherQuarter: Refusal = {
  code: 'conflict',
  detail: '棚卸しを行えるのは、いまの四半期のものだけです。過ぎた四半期のものは、読むことだけができます。',
};
const isSigned: Refusal = { code: 'conflict', detail: 'この棚卸しは、すでに署名されています。' };

/** Nobody reviews what they hold themselves (I8). */
export const ownRight: Refusal = {
  code: 'self-approval',
  detail: '自分の権限を、自分で棚卸しすることはできません。ほかの責任者が決めてください。',
};
