import { judgeAccess } from '../../authority/judge-access.ts';
import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import { judgeNoMachine } from '../../dual-control/judge-no-machine.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { judgeRestrictedStep } from './judge-restricted-step.ts';
import { type RestrictedState, type RestrictedStep, restrictedStateAfter } from './restricted-lifecycle.ts';
import { lockRestricted, saveRestricted } from './restricted-rows.ts';

/**
 * Approves an entry of the list of 立入制限対象者, by another person than whoever entered it, or ends one with a reason. From the
 * answer on an approved one stops every check-in.
 */
export function takeRestrictedStep(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  restrictedId: string,
  step: { readonly name: 'approve' } | { readonly name: 'end'; readonly reason: string },
): Promise<Result<{ readonly state: RestrictedState }, Refusal>> {
  const { principal } = context;
  const { actor } = principal;
  return performAct(deps, context, async (tx) => {
    const machine = judgeNoMachine(actor);
    if (machine !== undefined) return refuse(machine);
    const entry = await lockRestricted(tx, siteId, restrictedId);
    if (entry === undefined) return refuse({ code: 'not-found' });
    const bonds = await loadRoleBonds(tx.db, actor.id, [entry.enteredBy], tx.now);
    const refusal = judgeRestrictedStep({
      entry,
      step: step.name,
      actor,
      decides: judgeAccess(principal, 'restricted.decide', siteId) === 'allowed',
      bound: bonds.has(entry.enteredBy),
      now: tx.now,
    });
    if (refusal !== undefined) return refuse(refusal);
    await tx.takeHeads([siteId]);
    tx.record(siteId, {
      kind: entryKinds[step.name],
      details: { restricted: restrictedId },
      ...(step.name === 'end'
        ? { personal: { recordClass: 'visit', data: { why: step.reason } } as const }
        : {}),
    });
    const state = restrictedStateAfter(entry.state, step.name) ?? entry.state;
    const change =
      step.name === 'approve'
        ? { approvedBy: actor.id, approvedAt: tx.now }
        : { endedBy: actor.id, endedAt: tx.now, endReason: step.reason };
    await saveRestricted(tx, entry, { state, ...change });
    return ok({ state });
  });
}

const entryKinds = {
  approve: 'restricted-person-approved',
  end: 'restricted-person-ended',
} as const satisfies Record<RestrictedStep, string>;
