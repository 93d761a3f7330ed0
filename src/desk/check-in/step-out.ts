import { loadStanding } from '../../access/state/load-standing.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { leavingEffects } from './leaving-effects.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

/** Members go out for a while and leave their passes at the desk: until they are back nothing opens by them. */
export function stepOut(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<{ readonly member: string }>,
): Promise<Result<DeskAnswer, Refusal>> {
  return takeDeskStep(deps, context, request, {
    step: 'step-out',
    async decide({ tx, siteId, plan }) {
      const standing = await loadStanding(
        tx.db,
        siteId,
        request.members.map(({ member }) => member),
      );
      return ({ member }, arrival) => ({
        change: {},
        effects: leavingEffects(plan, arrival, standing.get(member)),
      });
    },
    entry: { kind: 'visitor-stepped-out' },
  });
}
