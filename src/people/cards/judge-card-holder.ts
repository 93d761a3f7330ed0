import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { findContract, isContractOver } from '../registry/contract-rows.ts';
import type { PersonRow } from '../registry/person-rows.ts';

/** What keeps a person from getting a living card; the caller has locked the person and holds the ministry's head. */
export async function judgeCardHolder(
  { db, now }: ActTx,
  person: PersonRow | undefined,
): Promise<Refusal | undefined> {
  if (person === undefined) {
    return {
      code: 'unprocessable',
      errors: [{ at: '/personId', message: 'この人は登録されていません' }],
    };
  }
  if (person.state !== 'active') {
    return {
      code: 'conflict',
      detail:
        'この人は停止中か離任済みのため、有効な識別カードを持てません。先に人の状態を確かめてください。',
    };
  }
  const contract = person.contractId === null ? undefined : await findContract(db, person.contractId);
  return contract !== undefined && isContractOver(contract, now)
    ? {
        code: 'conflict',
        detail: 'この人の契約は終了しているため、有効な識別カードを持てません。契約を確かめてください。',
      }
    : undefined;
}
