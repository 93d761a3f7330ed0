import { declareVisitors } from '../../access/escorts/declare-visitors.ts';
import { lockCompanion } from '../../access/escorts/find-ward.ts';
import { judgeAccess } from '../../authority/judge-access.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { beginVisitAct } from '../../visitors/changing/begin-visit-act.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { visitActs } from '../../visitors/steps/visit-steps.ts';
import type { DeskAct } from './begin-desk-act.ts';
import type { DeskDeps } from './check-in.ts';
import type { DeskAnswer } from './desk-answer.ts';
import { type StepRequest, takeDeskStep } from './take-desk-step.ts';

export type MeetRequest = StepRequest<{ readonly member: string }> & {
  /** Who came for them. */
  readonly by: string;
  /** 一括の同行申告: that person answers for them by name from now on, also for those who wear no card. */
  readonly declared: boolean;
};

/**
 * The host, or whom the host sent, came for members: they no longer wait to be met (迎え待ち). By itself it is no custody: that takes a
 * read, or that whoever came answers for them by name in this same act.
 */
export function meet(
  deps: DeskDeps,
  context: ActContext,
  request: MeetRequest,
): Promise<Result<DeskAnswer, Refusal>> {
  const { siteId, members, by, declared } = request;
  return takeDeskStep(deps, context, request, {
    step: 'met',
    async before(tx) {
      await lockCompanion(tx.client, by);
      return mayMeet(tx, context, request);
    },
    async decide({ tx }) {
      const one = await lockCompanion(tx.client, by);
      const isStaff = one?.kind === 'staff' && one.state === 'active';
      const visitors = declared ? members.map(({ member }) => member) : [];
      const declare = await declareVisitors(tx.client, siteId, one, visitors);
      return ({ member }) => {
        if (!isStaff) return { fault: 'not-staff' };
        const change = { metAt: tx.now, metBy: by };
        if (!declared) return { change };
        const escorted = declare(member);
        return 'fault' in escorted ? escorted : { change, effects: escorted.effects };
      };
    },
    beside: (act, met) => (declared ? besideThem(act, by, met) : []),
    entry: { kind: 'visitor-met', details: declared ? { by, declared } : { by } },
  });
}

/** The desk says who came; whoever is not of the desk says it of themselves alone. */
async function mayMeet(
  tx: ActTx,
  { principal }: ActContext,
  { siteId, visitId, by }: MeetRequest,
): Promise<Result<unknown, Refusal>> {
  const isOfDesk = judgeAccess(principal, 'visits.desk', siteId) === 'allowed';
  if (!isOfDesk && principal.actor.id !== by) {
    return refuse({ code: 'forbidden', detail: 'ほかの人が迎えたことは、受付又は警備が記録してください。' });
  }
  return beginVisitAct(tx, principal, siteId, visitId, visitActs.met.by);
}

/** Whoever answers for members is beside them, at the desk that took them in: they go through the next door together. */
function besideThem({ plan }: DeskAct, by: string, met: readonly ArrivalRow[]): readonly Effect[] {
  const desk = plan.desks?.find(({ id }) => id === met[0]?.deskId);
  return desk === undefined ? [] : [{ type: 'presence', person: by, zone: desk.zone, certainty: 'assumed' }];
}
