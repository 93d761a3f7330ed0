import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { ActContext } from '../../log/writing/perform-act.ts';
import { desksKept, keepsDesk } from '../../visitors/keeping/desks-kept.ts';
import { backIn } from '../../visitors/registry/back-in.ts';
import { loadPassesWorn } from '../passes/load-passes-worn.ts';
import type { DeskDeps } from './check-in.ts';
import { checkInFacts } from './check-in-facts.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { judgeCheckIn } from './judge-check-in.ts';
import { lackComingBack } from './lack-coming-back.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

/**
 * 再入館: members come back and get their passes again. They are judged as at check-in: identity and 審査 of the day still count as far as they
 * still stand, and whoever is to come for them does so anew. Whoever is kept out since stays out; one whose pass was taken back meanwhile
 * comes in, and is to be given another.
 */
export function stepIn(
  deps: DeskDeps,
  context: ActContext,
  request: StepRequest<{ readonly member: string }>,
): Promise<Result<DeskAnswer, Refusal>> {
  return takeDeskStep(deps, context, request, {
    step: 'step-in',
    async decide(act) {
      const { desks } = act.plan;
      const memberIds = request.members.map(({ member }) => member);
      const passOf = await loadPassesWorn(act.tx.db, act.siteId, memberIds);
      const kept = desksKept(context.principal, request.siteId);
      return ({ member }, arrival) => {
        const desk = desks?.find(({ id }) => id === arrival.deskId);
        if (desk !== undefined && !keepsDesk(kept, desk)) return { fault: 'desk-of-another' };
        const zone = desk?.zone ?? null;
        const change = { pass: passOf(arrival), ...backIn(act.tx.now) };
        const stop = lackComingBack(act, arrival);
        if (stop !== undefined) {
          const { code: lacking, ...asked } = stop;
          return { fault: lacking, ...asked };
        }
        const { stops, later } = judgeCheckIn(checkInFacts(act, { ...arrival, ...change }));
        return {
          change,
          effects: [{ type: 'presence', person: member, zone, certainty: 'assumed' }],
          remaining: [...stops, ...later],
        };
      };
    },
    entry: { kind: 'visitor-stepped-in' },
  });
}
