import type { FieldError, Refusal } from '../../kernel/problem.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { isContractOver } from '../registry/is-contract-over.ts';
import type { PersonDraft } from '../registry/person-draft.ts';

/** What the record says of what a draft of a person names. */
export type PersonReferences = {
  readonly isOrganisation: boolean;
  readonly contract: ContractRow | undefined;
  /** Somebody else in office has the employee number. */
  readonly isNumberTaken: boolean;
};

/** Why a draft that is right by itself does not fit the record. */
export function judgePersonReferences(
  { organisationId, contractId }: PersonDraft,
  { isOrganisation, contract, isNumberTaken }: PersonReferences,
  now: Date,
): Refusal | undefined {
  const errors: FieldError[] = [];
  if (organisationId !== null && !isOrganisation) {
    errors.push({ at: '/organisationId', message: 'この組織は登録されていません' });
  }
  if (contractId !== null) {
    if (contract === undefined) errors.push({ at: '/contractId', message: 'この契約は登録されていません' });
    else if (isContractOver(contract, now)) {
      errors.push({ at: '/contractId', message: 'この契約は終了しています' });
    }
  }
  if (errors.length > 0) return { code: 'unprocessable', errors };
  return isNumberTaken
    ? { code: 'conflict', detail: 'この職員番号はほかの人に付いています。番号を確かめてください。' }
    : undefined;
}
