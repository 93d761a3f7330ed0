import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { endHeldRole, lockHeldRole, noSuchRole } from '../../operators/roles/end-held-role.ts';
import { beginPermissionAct } from '../../people/permissions/begin-permission-act.ts';
import { savePermissionStep } from '../../people/permissions/save-permission-step.ts';
import { beginReviewAct, ownRight } from './begin-review-act.ts';
import { loadRights } from './load-rights.ts';
import type { RightKind } from './review-line.ts';
import { type ReviewKey, saveDecisions } from './review-rows.ts';

/**
 * Decides that somebody needs a right no more, and ends it in the same act and entry. It takes away and gives nothing: so the officer of a zone
 * does it for the rights of their zone, though giving a role is not theirs; whoever gives roles may give it again.
 */
export function removeRight(
  deps: ActDeps,
  context: ActContext,
  key: ReviewKey,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Result<Record<never, never>, Refusal>> {
  // Whose role it is, only its row tells.
  return performAct(deps, { ...context, changesOwn: 'roles' }, async (tx) => {
    const begun = await beginReviewAct(tx, context.principal, key);
    if (!begun.ok) return begun;
    const asked = { key, now: tx.now, ids: [id], limit: 1, isOpen: true };
    const [right] = (await loadRights(tx.db, asked)).filter(({ inEffect }) => inEffect);
    if (right === undefined) return refuse(notThere);
    if (begun.value.owners.has(right.holder)) return refuse(ownRight);
    const ended = await endings[right.kind](tx, key, { id, reason });
    if (!ended.ok) return ended;
    const decision = {
      decision: 'remove',
      decidedBy: context.principal.actor.id,
      decidedAt: tx.now,
    } as const;
    await saveDecisions(tx.db, [{ ...key, rightId: id, kind: right.kind, ...decision }]);
    return ok({});
  });
}

type Ending = (
  tx: ActTx,
  key: ReviewKey,
  right: { readonly id: string; readonly reason: string },
) => Promise<Result<unknown, Refusal>>;

const endings: Readonly<Record<RightKind, Ending>> = {
  role: async (tx, { quarter }, { id, reason }) => {
    const held = await lockHeldRole(tx.db, id);
    if (held === undefined) return refuse(noSuchRole);
    await endHeldRole(tx, held, reason, { review: quarter });
    return ok({});
  },
  permission: async (tx, { siteId, quarter }, { id, reason }) => {
    const begun = await beginPermissionAct(tx, siteId, id);
    if (!begun.ok) return begun;
    return savePermissionStep(tx, begun.value.permission, 'end', reason, { review: quarter });
  },
};

const notThere: Refusal = {
  code: 'not-found',
  detail: 'この棚卸しに、この権限はありません。すでに終わっているかもしれません。',
};
