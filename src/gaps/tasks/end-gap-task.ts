import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { keepsRegister } from '../../zones/registers/keeps-register.ts';
import {
  type GapTaskState,
  type GapTaskStep,
  gapTaskStateAfter,
  gapTaskStepNotOpen,
} from './gap-task-lifecycle.ts';
import { lockGapTask, saveGapTask } from './gap-task-rows.ts';

const entryKinds = {
  finish: 'gap-task-finished',
  withdraw: 'gap-task-withdrawn',
} as const satisfies Partial<Record<GapTaskStep, string>>;

/**
 * Ends a task: whoever it was given to says what they did, and whoever answers for the zone does so for them, or withdraws it. The gap itself
 * is closed by what the report finds, and by nobody's word.
 */
export function endGapTask(
  deps: ActDeps,
  context: ActContext,
  { siteId, taskId }: { readonly siteId: string; readonly taskId: string },
  step: keyof typeof entryKinds,
  outcome: string,
): Promise<Result<{ readonly state: GapTaskState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    const task = await lockGapTask(tx, siteId, taskId);
    if (task === undefined) return refuse({ code: 'not-found' });
    const isTheirs = task.assigneeId === principal.actor.id;
    // To anybody else there is no task: it may be of a room that they do not know of.
    if (!isTheirs && !keepsRegister(principal, siteId, task.zoneId)) return refuse({ code: 'not-found' });
    if (step === 'withdraw' && !keepsRegister(principal, siteId, task.zoneId)) return refuse(notByThem);
    const state = gapTaskStateAfter(task.state, step);
    if (state === undefined) return refuse(gapTaskStepNotOpen(task.state));
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: { person: task.assigneeId, to: task.zoneId },
      details: { task: taskId, row: task.row, overdue: task.dueAt <= tx.now },
      personal: { recordClass: 'act', data: { outcome } },
    });
    await saveGapTask(tx, task, { state, outcome }, seq);
    return ok({ state });
  });
}

const notByThem: Refusal = {
  code: 'forbidden',
  detail:
    '取り下げるのは、区域について答える責任者だけができます。対応した人は、対応したことを記録してください。',
};
