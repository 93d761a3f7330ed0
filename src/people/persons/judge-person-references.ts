import { and, eq, isNull, ne } from 'drizzle-orm';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { type ContractRow, isContractOver } from '../registry/contract-rows.ts';
import type { PersonDraft } from '../registry/person-draft.ts';
import { persons } from '../registry/tables.ts';

/** What the record says against a draft; the caller has locked the contract and holds the ministry's head. */
export async function judgePersonReferences(
  { db, now }: ActTx,
  draft: PersonDraft,
  contract: ContractRow | undefined,
  personId: string,
): Promise<Refusal | undefined> {
  const errors: FieldError[] = [];
  if (draft.organisationId !== null) {
    if (!(await isOrganisation(db, draft.organisationId)))
      errors.push({ at: '/organisationId', message: 'この組織は登録されていません' });
  }
  if (draft.contractId !== null) {
    if (contract === undefined) errors.push({ at: '/contractId', message: 'この契約は登録されていません' });
    else if (isContractOver(contract, now)) {
      errors.push({ at: '/contractId', message: 'この契約は終了しています' });
    }
  }
  if (errors.length > 0) return { code: 'unprocessable', errors };
  if (draft.employeeNumber === null) return undefined;
  const taken = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(
      and(
        eq(persons.employeeNumber, draft.employeeNumber),
        ne(persons.state, 'left'),
        isNull(persons.untilSeq),
        ne(persons.personId, personId),
      ),
    );
  return taken.length === 0
    ? undefined
    : { code: 'conflict', detail: 'この職員番号はほかの人に付いています。番号を確かめてください。' };
}
