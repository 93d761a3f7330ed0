import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { contracts } from '../registry/tables.ts';
import { judgeContractKeeper } from './judge-contract-keeper.ts';
import { judgePeriod } from './judge-period.ts';

export type ContractDraft = {
  readonly company: string;
  readonly purpose: string;
  /** 所管課室 */
  readonly organisationId: string;
  readonly validFrom: Date;
  /** Exclusive */
  readonly validUntil: Date;
};

/** Registers the contract under which card-lent outsiders come (常駐委託, 警備, 清掃, 記者). */
export function registerContract(
  deps: ActDeps,
  context: ActContext,
  draft: ContractDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { company, purpose, organisationId, validFrom, validUntil } = draft;
    const refusal = judgeContractKeeper(context.principal, organisationId);
    if (refusal !== undefined) return refuse(refusal);
    await tx.takeHeads([ministryLogId]);
    const errors: FieldError[] = [...judgePeriod(validFrom, validUntil, tx.now)];
    if (!(await isOrganisation(tx.db, organisationId))) {
      errors.push({ at: '/organisationId', message: 'この組織は登録されていません' });
    }
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });

    const id = newId<'contract'>();
    const fromSeq = tx.recordMinistry(
      {
        kind: 'contract-registered',
        subject: { contract: id, organisation: organisationId },
        details: { validFrom: validFrom.toISOString(), validUntil: validUntil.toISOString() },
        personal: { recordClass: 'person', data: { company, purpose } },
      },
      [],
    );
    await tx.db.insert(contracts).values({ ...draft, contractId: id, fromSeq });
    return ok({ id });
  });
}
