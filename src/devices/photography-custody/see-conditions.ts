import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { permitStateAfter } from '../../permits/lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { partiesOf } from '../../permits/registry/parties-of.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { judgeDates } from '../../permits/using/judge-dates.ts';
import type { ConditionAnswer } from '../conditions/condition-answer.ts';
import { judgeAnswered } from '../conditions/judge-answered.ts';
import { holdPhotography } from './hold-photography.ts';

/**
 * Records what the desk saw of the conditions that photography begins under, met or not, as often as they look before it begins: the last
 * look counts. Nobody looks at what is theirs (I8).
 */
export function seeConditions(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  answers: readonly ConditionAnswer[],
): Promise<Result<{ readonly seq: number; readonly met: boolean }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const held = await holdPhotography(tx, context.principal, siteId, permitId);
    if (!held.ok) return held;
    const { permit, terms } = held.value;
    if (partiesOf(permit).includes(actor.id)) return refuse(theirOwn);
    if (permitStateAfter(permit.state, 'start') === undefined) return refuse(notBeforeStart);
    const shut = judgeDates(permit, tx.now);
    if (shut !== undefined) return refuse(shut);
    const asked = (terms.answers ?? []).map(({ condition }) => condition);
    const errors = judgeAnswered('/answers', asked, answers);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit('photography-conditions-seen', permitId, permit),
      details: { answers: answers.map(({ condition, met }) => ({ condition, met })) },
    });
    const seen = { by: actor.id, at: tx.now.toISOString(), answers };
    await savePermit(tx, permit, { terms: { ...terms, seen } }, seq);
    return ok({ seq, met: answers.every(({ met }) => met) });
  });
}

const theirOwn: Refusal = {
  code: 'forbidden',
  detail: '申請した人と許可を受けた人は、自分の条件を確かめられません。ほかの人が確かめてください。',
};

const notBeforeStart: Refusal = {
  code: 'conflict',
  detail: '条件を確かめるのは、許可され、又は届け出られて、まだ始まっていない撮影・録音のときだけです。',
};
