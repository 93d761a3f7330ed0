import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { judgeReach } from '../judge-reach.ts';
import { endHeldRole, lockHeldRole, noSuchRole } from './end-held-role.ts';

/** Ends a role; the next request of its holder is judged without it. */
export function endRole(
  deps: ActDeps,
  context: ActContext,
  { assignmentId, reason }: { readonly assignmentId: string; readonly reason: string },
): Promise<Result<{ readonly id: string }, Refusal>> {
  // Whose role it is, only its row tells.
  return performAct(deps, { ...context, changesOwn: 'roles' }, async (tx) => {
    const held = await lockHeldRole(tx.db, assignmentId);
    if (held === undefined) return refuse(noSuchRole);
    const refusal = judgeReach(context.principal, 'roles.change', held.siteId);
    if (refusal !== undefined) return refuse(refusal);
    await endHeldRole(tx, held, reason);
    return ok({ id: assignmentId });
  });
}
