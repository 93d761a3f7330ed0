import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { endDeputyRow, lockDeputy } from './deputy-rows.ts';
import { judgeDeputyKeeper } from './judge-deputy.ts';

/** Ends a deputy before the period does: from this answer on they review nothing more for the host. */
export function endDeputy(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  deputyId: string,
  reason: string,
): Promise<Result<object, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const row = await lockDeputy(tx, siteId, deputyId);
    if (row === undefined) return refuse({ code: 'not-found' });
    const { hostId, personId } = row;
    const unit = (await loadUnitsOf(tx.db, [hostId])).get(hostId);
    const refusal = judgeDeputyKeeper(context.principal, siteId, { id: hostId, unit });
    if (refusal !== undefined) return refuse(refusal);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'deputy-ended',
      subject: { person: personId },
      details: { deputy: deputyId, host: hostId },
      personal: { recordClass: 'act', data: { reason } },
    });
    await endDeputyRow(tx, row, seq);
    return ok({});
  });
}
