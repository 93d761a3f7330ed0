import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/perform-act.ts';
import { loadActiveStaff } from '../../people/registry/load-active-staff.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

/** The host, or whom the host sent, came for members: they no longer wait to be met (迎え待ち). It is no custody: that takes a read. */
export function meet(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<{ readonly member: string }> & { readonly by: string },
): Promise<Result<DeskAnswer, Refusal>> {
  const { by } = request;
  return takeDeskStep(deps, context, request, {
    async decide({ tx }) {
      const isStaff = (await loadActiveStaff(tx.db, [by])).has(by);
      return (_, { state, metAt }) => {
        if (state !== 'checked-in') return { fault: 'step-not-open' };
        if (metAt !== null) return { fault: 'met-already' };
        return isStaff ? { change: { metAt: tx.now, metBy: by } } : { fault: 'not-staff' };
      };
    },
    entry: { kind: 'visitor-met', details: { by } },
  });
}
