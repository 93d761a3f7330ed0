import type { FieldError, Refusal } from '../../kernel/problem.ts';
import type { ContractRow } from '../registry/contract-rows.ts';
import { isContractOver } from '../registry/is-contract-over.ts';
import type { PersonDraft } from '../registry/person-draft.ts';

/** What the record says of what a draft of a person names. */
export type PersonReferences = {
  readonly isOrganisation: boolean;
  readonly contract: ContractRow | undefined;
  /** Who else in office has the employee number. */
  readonly numberHolder: NumberHolder | undefined;
};

/** Whose an employee number is; the name is `erasedName` once erased. */
export type NumberHolder = { readonly id: string; readonly name: string | null };

/** Why a draft that is right by itself does not fit the record. */
export function judgePersonReferences(
  { organisationId, contractId }: PersonDraft,
  { isOrganisation, contract, numberHolder }: PersonReferences,
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
  return numberHolder === undefined
    ? undefined
    : {
        code: 'conflict',
        detail: `${takenBy(numberHolder)}。番号を確かめてください。`,
        errors: [{ at: '/employeeNumber', message: numberHolder.id }],
      };
}

/** Whose number it is, in words: letters of either case and width are one number. */
export function takenBy({ name }: NumberHolder): string {
  return `この職員番号（大文字・小文字、全角・半角の別なく）は${name === null ? 'ほかの人' : `「${name}」`}に付いています`;
}
