import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { withOneNumber } from '../registry/canonical-employee-number.ts';
import { lockContract } from '../registry/contract-rows.ts';
import { judgePersonDraft, type PersonDraft } from '../registry/person-draft.ts';
import { personKeys } from '../registry/person-keys.ts';
import { persons } from '../registry/tables.ts';
import { judgePersonReferences } from './judge-person-references.ts';
import { loadPersonReferences } from './load-person-references.ts';

/** Registers a person: of the staff, or an outsider with an affiliation and, where a card is lent, a contract. */
export function registerPerson(
  deps: ActDeps,
  context: ActContext,
  typed: PersonDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const draft = withOneNumber(typed);
  return performAct(deps, context, async (tx) => {
    const errors = judgePersonDraft(draft);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const {
      kind,
      name,
      nameKana,
      organisationId,
      affiliation,
      contractId,
      employeeNumber,
      extension = null,
    } = draft;
    const contract = contractId === null ? undefined : await lockContract(tx, contractId, 'share');
    await tx.takeHeads([ministryLogId]);
    const id = newId<'person'>();
    const references = { ...(await loadPersonReferences(tx.db, draft, id)), contract };
    const refusal = judgePersonReferences(draft, references, tx.now);
    if (refusal !== undefined) return refuse(refusal);

    const fromSeq = tx.recordMinistry(
      {
        kind: 'person-registered',
        subject: { person: id },
        details: { kind, organisationId, contractId },
        personal: { recordClass: 'person', data: { name, nameKana, affiliation, employeeNumber, extension } },
      },
      [],
    );
    await tx.db
      .insert(persons)
      .values({ ...draft, personId: id, fromSeq, state: 'active', ...personKeys(name, nameKana) });
    return ok({ id });
  });
}
