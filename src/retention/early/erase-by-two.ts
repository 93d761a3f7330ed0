import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import type { RetentionDeps } from '../rules/decide-retention.ts';
import { judgeTwo } from '../rules/judge-two.ts';
import { loadDeciders } from '../rules/load-deciders.ts';
import type { EarlyErasure } from './early-erasure.ts';
import { eraseEarly } from './erase-early.ts';
import { weighEarly } from './weigh-early.ts';

/** Erases before its date what two persons decided to, both named to the terminal. Answers how many records went. */
export function eraseByTwo(
  deps: RetentionDeps,
  context: ActContext,
  erasure: EarlyErasure,
  { decidedBy, second }: { readonly decidedBy: string; readonly second: string },
): Promise<Result<number, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgeTwo(await loadDeciders(deps, tx, decidedBy, second));
    if (refusal !== undefined) return refuse(refusal);
    const early = await weighEarly(tx.client, tx.db, erasure, tx.now);
    if (!early.ok) return early;
    return eraseEarly(tx, erasure, early.value, { proposer: decidedBy, with: [second] });
  });
}
