import type { Refusal } from '../../kernel/problem.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { isContractOver } from '../registry/is-contract-over.ts';
import type { PersonRow } from '../registry/person-rows.ts';

/** What keeps a person from getting a living card; `contract` is the person's own, where there is one. */
export function judgeCardHolder(
  person: PersonRow | undefined,
  contract: ContractRow | undefined,
  now: Date,
): Refusal | undefined {
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
  return contract !== undefined && isContractOver(contract, now)
    ? {
        code: 'conflict',
        detail: 'この人の契約は終了しているため、有効な識別カードを持てません。契約を確かめてください。',
      }
    : undefined;
}
