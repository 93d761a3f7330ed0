import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

/** Members did not come, once the planned time is over: nobody is a no-show by himself, and who comes after all is checked in. */
export function missVisitors(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<{ readonly member: string }>,
): Promise<Result<DeskAnswer, Refusal>> {
  return takeDeskStep(deps, context, request, {
    step: 'miss',
    decide: async () => () => ({ change: {} }),
    entry: { kind: 'visitor-missed' },
  });
}
