import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import { desksKept, takesIn } from '../../visitors/keeping/desks-kept.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { organisationsVisited } from '../../visitors/registry/organisations-visited.ts';
import type { DeskAct } from './begin-desk-act.ts';
import type { DeskDeps } from './check-in.ts';
import { checkInFacts } from './check-in-facts.ts';
import type { DeskAnswer } from './desk-answer.ts';
import type { GivenAtDesk } from './given-at-desk.ts';
import { lackOfGiven } from './judge-check-in.ts';
import { judgeInvitation } from './judge-invitation.ts';
import { lendToMember } from './lend-to-member.ts';
import { loadInvitation } from './load-invitation.ts';
import { type MemberStep, type StepRequest, takeDeskStep } from './take-desk-step.ts';
import { withGiven } from './with-given.ts';

/**
 * Records what was done for members at the desk before they are checked in: identity, inspection and pass, each alone or together,
 * in whichever order they come. None of it admits anybody; the check-in counts it. An invitation is judged here: its number is not kept.
 */
export function examine(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<GivenAtDesk>,
): Promise<Result<DeskAnswer, Refusal>> {
  const by = context.principal.actor.id;
  return takeDeskStep(deps, context, request, {
    step: 'examine',
    shut: ({ plan, whole }) =>
      takesIn(desksKept(context.principal, request.siteId), plan, organisationsVisited(whole, plan))
        ? undefined
        : 'desk-of-another',
    async decide(act) {
      const invitation = await loadInvitation(act);
      return (given, arrival) => {
        const [fault] = judgeInvitation(given.identity, invitation);
        if (fault === undefined) return examined(act, given, arrival, by);
        const { code, ...asked } = lackOfGiven(fault, checkInFacts(act, arrival));
        return { fault: code, ...asked };
      };
    },
    entry: { kind: 'visitor-examined' },
  });
}

async function examined(
  act: DeskAct,
  given: GivenAtDesk,
  arrival: ArrivalRow,
  by: string,
): Promise<MemberStep> {
  if (given.pass !== undefined) {
    const lent = await lendToMember(act, arrival, given.pass);
    if (!lent.ok) return { fault: 'pass-not-lent', ...lent.refusal };
  }
  return {
    change: withGiven(arrival, given, { by, at: act.tx.now }),
    details: {
      means: given.identity?.means ?? null,
      through: given.identity?.through ?? null,
      inspected: given.inspection !== undefined,
      pass: given.pass ?? null,
    },
  };
}
