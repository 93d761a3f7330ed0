import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type PersonState, type PersonStep, personStateAfter } from '../registry/person-lifecycle.ts';
import { lockPersonToChange, savePerson } from '../registry/person-rows.ts';
import { beginRightsAct } from '../rights/begin-rights-act.ts';
import type { PrepareWithdrawal } from '../rights/withdrawal.ts';

const entryKinds = {
  suspend: 'person-suspended',
  resume: 'person-resumed',
  leave: 'person-left',
} as const satisfies Record<PersonStep, string>;

/** What a stop asks of whoever keeps what rests on the person's word. */
export type StopDeps = ActDeps & { readonly prepareWithdrawal: PrepareWithdrawal };

/**
 * Suspends or resumes a person, or records that they left: a stop counts at every door from this answer on (I5).
 * The permissions that name a host who left are flagged for review, and the 審査 of a host who may not act is taken back. Nobody resumes themselves, nor by a machine they made (I8).
 */
export function takePersonStep(
  deps: StopDeps,
  context: ActContext,
  personId: string,
  step: PersonStep,
  reason: string,
): Promise<Result<{ readonly state: PersonState; readonly seq: number }, Refusal>> {
  const changesOwn = context.principal.actor.id === personId ? 'person' : undefined;
  return performAct(deps, { ...context, changesOwn }, async (tx) => {
    const person = await lockPersonToChange(tx, personId);
    if (person === undefined) return refuse({ code: 'not-found', detail: 'この人は登録されていません。' });
    const state = personStateAfter(person.state, step);
    if (state === undefined) return refuse(stepNotOpen(person.state));
    const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
    if (step === 'resume' && owners.has(personId)) {
      return refuse({
        code: 'self-approval',
        detail: '自分自身の停止は解除できません。ほかの権限者が行ってください。',
      });
    }
    const withdrawal = step === 'resume' ? undefined : await deps.prepareWithdrawal(tx, [personId]);
    const hosted = step === 'leave' ? 'flag' : undefined;
    const act = await beginRightsAct(tx, [personId], () => ({ hosted }), { withdrawal });
    const seq = await act.record(
      {
        kind: entryKinds[step],
        subject: { person: personId },
        personal: { recordClass: 'person', data: { reason } },
      },
      state === 'active' ? [] : [personId],
    );
    await savePerson(tx, person, { state, stateReason: reason }, seq);
    return ok({ state, seq });
  });
}

const stateNames: Readonly<Record<PersonState, string>> = {
  active: '在職中',
  suspended: '停止中',
  left: '離任済み',
};

function stepNotOpen(state: PersonState): Refusal {
  return {
    code: 'conflict',
    detail: `この人は${stateNames[state]}のため、この操作はできません。現在の状態を確かめてください。`,
  };
}
