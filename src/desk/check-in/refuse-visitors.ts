import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

/** The desk lets members go no further, and says why; where the host agrees after all they are checked in. */
export function refuseVisitors(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<{ readonly member: string }> & { readonly reason: string },
): Promise<Result<DeskAnswer, Refusal>> {
  const { reason } = request;
  return takeDeskStep(deps, context, request, {
    step: 'refuse',
    decide: async () => () => ({ change: { stateReason: reason } }),
    entry: { kind: 'visitor-refused', words: { reason } },
  });
}
