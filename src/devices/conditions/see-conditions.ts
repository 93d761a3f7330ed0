import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { EntryKind } from '../../log/entry/entry-kinds.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { PermitState } from '../../permits/lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { partiesOf } from '../../permits/registry/parties-of.ts';
import { type PermitRow, savePermit } from '../../permits/registry/permit-rows.ts';
import { holdSeenPermit } from '../../permits/seeing/hold-seen-permit.ts';
import { judgeDates } from '../../permits/using/judge-dates.ts';
import type { ConditionAnswer } from './condition-answer.ts';
import type { ConditionsSeen } from './conditions-seen.ts';
import { judgeAnswered } from './judge-answered.ts';

/** What of the permits of a kind is looked at, and how long. */
export type Look = {
  readonly entry: EntryKind;
  /** The conditions to look at; undefined = it is no such permit. */
  readonly askedIn: (permit: PermitRow) => readonly string[] | undefined;
  /** In which states it is looked at, and what is said in the others. */
  readonly states: readonly PermitState[];
  readonly otherwise: Refusal;
};

/**
 * Records what the desk saw of the conditions of a permit, met or not, as often as they look: each look is an entry of its own, and the last
 * one counts. Nobody looks at what is theirs (I8).
 */
export function seeConditions(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { entry, askedIn, states, otherwise }: Look,
  answers: readonly ConditionAnswer[],
): Promise<Result<{ readonly seq: number; readonly met: boolean }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const permit = await holdSeenPermit(tx, context.principal, siteId, permitId);
    const asked = permit && askedIn(permit);
    if (permit === undefined || asked === undefined) return refuse({ code: 'not-found' });
    if (partiesOf(permit).includes(actor.id)) return refuse(theirOwn);
    if (!states.includes(permit.state)) return refuse(otherwise);
    const shut = judgeDates(permit, tx.now);
    if (shut !== undefined) return refuse(shut);
    const errors = judgeAnswered('/answers', asked, answers);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(entry, permitId, permit),
      details: { answers: answers.map(({ condition, met }) => ({ condition, met })) },
    });
    const seen: ConditionsSeen = { by: actor.id, at: tx.now.toISOString(), answers: [...answers] };
    await savePermit(tx, permit, { terms: { ...permit.terms, seen } }, seq);
    return ok({ seq, met: answers.every(({ met }) => met) });
  });
}

const theirOwn: Refusal = {
  code: 'forbidden',
  detail: '申請した人と許可を受けた人は、自分の条件を確かめられません。ほかの人が確かめてください。',
};
