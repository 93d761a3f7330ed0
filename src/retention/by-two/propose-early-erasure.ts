import { type Proposed, propose } from '../../dual-control/propose.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import type { EarlyErasure, EarlyLine } from '../early/early-erasure.ts';
import { linesOf, weighEarly } from '../early/weigh-early.ts';
import type { RetentionDeps } from '../rules/decide-retention.ts';
import type { WeighedErasure } from './retention-proposal-kinds.ts';

/** What would be erased, and the proposal that waits for its second person. */
export type EarlyProposed = { readonly proposal: Proposed; readonly erases: readonly EarlyLine[] };

/** Proposes to erase before its date; nothing goes until a second person confirms it. */
export function proposeEarlyErasure(
  deps: RetentionDeps,
  context: ActContext,
  erasure: EarlyErasure,
): Promise<Result<EarlyProposed, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const early = await weighEarly(tx.client, tx.db, erasure, tx.now);
    if (!early.ok) return early;
    const weighed: WeighedErasure = { erases: linesOf(early.value) };
    const kind = 'early-erasure';
    const proposal = { siteId: ministryLogId, kind, draft: erasure, weighed } as const;
    const proposed = await propose(tx, context.principal, proposal);
    return proposed.ok ? ok({ proposal: proposed.value, ...weighed }) : proposed;
  });
}
