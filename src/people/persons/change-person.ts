import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { withOneNumber } from '../registry/canonical-employee-number.ts';
import { lockContract } from '../registry/contract-rows.ts';
import { judgePersonDraft, type PersonDraft } from '../registry/person-draft.ts';
import { personKeys } from '../registry/person-keys.ts';
import { lockPersonToChange, type PersonRow, savePerson } from '../registry/person-rows.ts';
import { beginRightsAct } from '../rights/begin-rights-act.ts';
import type { ReviewScope } from '../rights/permission-under-review.ts';
import { judgePersonReferences } from './judge-person-references.ts';
import { loadPersonReferences } from './load-person-references.ts';

/** What may change of a person; the kind may not: who becomes staff is registered anew, with new rights. */
export type PersonChange = Partial<Omit<PersonDraft, 'kind'>>;

/**
 * Changes what is written about a person, if the seq of its last change is one that the caller has read. A change of affiliation,
 * contract or name puts the person's standing permissions under review (2.3.1.1(2)(a)(オ)). Answers the new seq.
 */
export function changePerson(
  deps: ActDeps,
  context: ActContext,
  personId: string,
  isSeen: (seq: number) => boolean,
  change: PersonChange,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const changesOwn = context.principal.actor.id === personId ? 'person' : undefined;
  return performAct(deps, { ...context, changesOwn }, async (tx) => {
    // A contract's row is locked before the persons' rows, as its end does.
    const { contractId } = change;
    const contract =
      contractId === undefined || contractId === null
        ? undefined
        : await lockContract(tx, contractId, 'share');
    const person = await lockPersonToChange(tx, personId);
    if (person === undefined) return refuse({ code: 'not-found', detail: 'この人は登録されていません。' });
    if (!isSeen(person.fromSeq)) return refuse({ code: 'version-mismatch' });
    if (person.state === 'left') {
      return refuse({
        code: 'conflict',
        detail: '離任した人は変更できません。戻った人は新たに登録してください。',
      });
    }

    const next = merge(person, withOneNumber(change));
    const changed = fieldsChanged(person, next);
    if (changed.length === 0) return ok({ seq: person.fromSeq });
    const errors = judgePersonDraft(next);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const act = await beginRightsAct(tx, [personId], () => reviewOf(changed));
    // The contract the person is under already may have ended: that is no reason to refuse another change.
    const named = changed.includes('contractId') ? next : { ...next, contractId: null };
    const references = { ...(await loadPersonReferences(tx.db, named, personId)), contract };
    const refusal = judgePersonReferences(named, references, tx.now);
    if (refusal !== undefined) return refuse(refusal);

    const { name, nameKana, organisationId, affiliation, employeeNumber, extension = null } = next;
    const seq = await act.record({
      kind: 'person-changed',
      subject: { person: personId },
      details: { changed, organisationId, contractId: next.contractId },
      personal: { recordClass: 'person', data: { name, nameKana, affiliation, employeeNumber, extension } },
    });
    const numberTwinned = person.numberTwinned && !changed.includes('employeeNumber');
    await savePerson(tx, person, { ...next, ...personKeys(name, nameKana), numberTwinned }, seq);
    return ok({ seq });
  });
}

const fields = [
  'name',
  'nameKana',
  'organisationId',
  'affiliation',
  'contractId',
  'employeeNumber',
  'extension',
] as const satisfies (keyof PersonChange)[];

type Field = (typeof fields)[number];

function merge(person: PersonRow, change: PersonChange): PersonDraft {
  const { kind, name, nameKana, organisationId, affiliation, contractId, employeeNumber, extension } = person;
  const known = { kind, nameKana, organisationId, affiliation, contractId, employeeNumber, extension };
  // An erased name reads as empty, which a draft refuses.
  return { ...known, name: name ?? '', ...change };
}

function fieldsChanged(person: PersonRow, next: PersonDraft): readonly Field[] {
  return fields.filter((field) => person[field] !== next[field]);
}

function reviewOf(changed: readonly Field[]): ReviewScope {
  const moved = changed.includes('organisationId') || changed.includes('affiliation');
  const renamed = changed.includes('name');
  return {
    own: moved || changed.includes('contractId') ? 'reopen' : renamed ? 'flag' : undefined,
    hosted: moved ? 'flag' : undefined,
  };
}
