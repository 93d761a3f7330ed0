import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Principal } from '../../authority/principal.ts';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type ContractRow, lockContract } from '../registry/contract-rows.ts';
import { isContractOver } from '../registry/is-contract-over.ts';
import { lockPersons } from '../registry/person-rows.ts';
import { persons } from '../registry/tables.ts';
import { beginRightsAct, type RightsAct } from '../rights/begin-rights-act.ts';
import { judgeContractKeeper } from './judge-contract-keeper.ts';

export type ContractAct = RightsAct & {
  readonly contract: ContractRow;
  readonly personIds: readonly string[];
};

/** Locks a running contract, then all persons under it, then the heads they touch: nobody comes under it meanwhile. */
export async function beginContractAct(
  tx: ActTx,
  principal: Principal,
  contractId: string,
): Promise<Result<ContractAct, Refusal>> {
  const contract = await lockContract(tx, contractId, 'update');
  if (contract === undefined) return refuse({ code: 'not-found', detail: 'この契約は登録されていません。' });
  const refusal = judgeContractKeeper(principal, contract.organisationId);
  if (refusal !== undefined) return refuse(refusal);
  if (isContractOver(contract, tx.now)) {
    return refuse({
      code: 'conflict',
      detail: 'この契約はすでに終了しています。続ける場合は新たに登録してください。',
    });
  }
  const personIds = await loadPersonIdsUnder(tx.db, contractId);
  await lockPersons(tx, personIds);
  return ok({ ...(await beginRightsAct(tx, personIds, () => ({}))), contract, personIds });
}

async function loadPersonIdsUnder(db: Database, contractId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(and(eq(persons.contractId, contractId), isNull(persons.untilSeq)))
    .orderBy(asc(persons.personId));
  return rows.map((row) => row.id);
}
