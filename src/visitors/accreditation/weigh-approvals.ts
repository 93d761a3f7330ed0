import { judgeAccess } from '../../authority/judge-access.ts';
import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import { judgeNoMachine } from '../../dual-control/judge-no-machine.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { type AccreditationStepFacts, judgeAccreditationStep } from './judge-accreditation-step.ts';

/** Why each of these accreditations, whose rows the caller has locked, may not be approved by whoever acts; undefined where it may. */
export async function weighApprovals(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  entries: readonly AccreditationStepFacts['entry'][],
): Promise<readonly (Refusal | undefined)[]> {
  const { actor } = principal;
  const machine = judgeNoMachine(actor);
  if (machine !== undefined) return entries.map(() => machine);
  const enteredBy = entries.map((entry) => entry.enteredBy);
  const bonds = await loadRoleBonds(tx.db, actor.id, enteredBy, tx.now);
  const decides = judgeAccess(principal, 'press.decide', siteId) === 'allowed';
  return entries.map((entry) =>
    judgeAccreditationStep({
      entry,
      step: 'approve',
      actor,
      decides,
      bound: bonds.has(entry.enteredBy),
      now: tx.now,
    }),
  );
}
