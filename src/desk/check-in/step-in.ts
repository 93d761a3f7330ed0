import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/perform-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

/** 再入館: members come back and get their passes again; identity and 審査 of the day still count. */
export function stepIn(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<{ readonly member: string }>,
): Promise<Result<DeskAnswer, Refusal>> {
  return takeDeskStep(deps, context, request, {
    step: 'step-in',
    decide:
      async ({ plan: { desks } }) =>
      (_, { memberId, deskId }) => ({
        change: {},
        effects: [
          {
            type: 'presence',
            person: memberId,
            zone: desks?.find(({ id }) => id === deskId)?.zone ?? null,
            certainty: 'assumed',
          },
        ],
      }),
    entry: { kind: 'visitor-stepped-in' },
  });
}
