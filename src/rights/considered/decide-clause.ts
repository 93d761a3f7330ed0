import type { ConsideredClause } from '../../authority/settings/considered-clauses.ts';
import type { ClauseDecision } from '../../authority/settings/decided-values.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { saveDecision } from '../settings/save-decision.ts';

/** Decides, in the ministry's name and with a reason, whether it needs what a clause has it weigh; what was decided before stays. */
export function decideClause(
  deps: ActDeps,
  context: ActContext,
  {
    clause,
    decision,
    reason,
  }: { readonly clause: ConsideredClause; readonly decision: ClauseDecision; readonly reason: string },
): Promise<Result<{ readonly version: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const version = await saveDecision(tx, context, { name: clause, value: { decision }, reason });
    tx.recordMinistry(
      {
        kind: 'clause-decided',
        details: { clause, version, decision },
        personal: { recordClass: 'act', data: { reason } },
      },
      [],
    );
    return ok({ version });
  });
}
