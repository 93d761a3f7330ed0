import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { type DeputyDraft, judgeDeputy, judgeDeputyKeeper } from './judge-deputy.ts';
import { deputies } from './tables.ts';

/** Names who reviews for a host within a period (代理), by the host or by whoever answers for the host's unit. */
export function nameDeputy(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  draft: DeputyDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { hostId, personId, from, until } = draft;
  return performAct(deps, context, async (tx) => {
    const staff = await holdActiveStaff(tx, [hostId, personId]);
    const unit = (await loadUnitsOf(tx.db, [hostId])).get(hostId);
    const refusal = judgeDeputyKeeper(context.principal, siteId, { id: hostId, unit });
    if (refusal !== undefined) return refuse(refusal);
    const errors = judgeDeputy(draft, { staff, now: tx.now });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const id = newId<'deputy'>();
    const fromSeq = tx.record(siteId, {
      kind: 'deputy-named',
      subject: { person: personId },
      details: { deputy: id, host: hostId, from: from.toISOString(), until: until.toISOString() },
    });
    await tx.db
      .insert(deputies)
      .values({ siteId, deputyId: id, fromSeq, hostId, personId, validFrom: from, validUntil: until });
    return ok({ id });
  });
}
