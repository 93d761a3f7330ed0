import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { saveContract } from '../registry/contract-rows.ts';
import { beginContractAct } from './begin-contract-act.ts';
import { judgePeriod } from './judge-period.ts';

/**
 * Changes the period of a running contract, if the seq of its last change is one that the caller has read. It reopens no permission:
 * each has an end of its own. Answers the new seq.
 */
export function changeContractPeriod(
  deps: ActDeps,
  context: ActContext,
  contractId: string,
  isSeen: (seq: number) => boolean,
  change: { readonly validFrom?: Date | undefined; readonly validUntil?: Date | undefined },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginContractAct(tx, context.principal, contractId);
    if (!begun.ok) return begun;
    const { contract, record } = begun.value;
    if (!isSeen(contract.fromSeq)) return refuse({ code: 'version-mismatch' });
    const validFrom = change.validFrom ?? contract.validFrom;
    const validUntil = change.validUntil ?? contract.validUntil;
    const errors = judgePeriod(validFrom, validUntil, tx.now);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const seq = await record({
      kind: 'contract-period-changed',
      subject: { contract: contractId },
      details: { validFrom: validFrom.toISOString(), validUntil: validUntil.toISOString() },
    });
    await saveContract(tx, contract, { validFrom, validUntil }, seq);
    return ok({ seq });
  });
}
