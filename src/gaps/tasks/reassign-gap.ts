import { judgeInPerson } from '../../authority/judge-in-person.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { endOfDay } from '../../zones/hours/end-of-day.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { keepsRegister } from '../../zones/registers/keeps-register.ts';
import { gapTaskFaults } from './gap-task-faults.ts';
import { type GapTaskState, gapTaskStateAfter, gapTaskStepNotOpen } from './gap-task-lifecycle.ts';
import { lockGapTask, saveGapTask } from './gap-task-rows.ts';
import { superiorOf } from './superior.ts';

/** To whom a task goes on, by which day, and why. */
export type GapTaskReassignment = {
  readonly assignee: string;
  readonly dueOn: string;
  readonly reason: string;
};

/** Gives an open task on to somebody else by name (離任・異動), by whoever answers for the zone; the superior to whom it rose does, too. */
export function reassignGap(
  deps: ActDeps,
  context: ActContext,
  { siteId, taskId }: { readonly siteId: string; readonly taskId: string },
  { assignee, dueOn, reason }: GapTaskReassignment,
): Promise<Result<{ readonly state: GapTaskState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const machine = judgeInPerson(context.principal.actor);
    if (machine !== undefined) return refuse(machine);
    const { principal } = context;
    const task = await lockGapTask(tx, siteId, taskId);
    if (task === undefined || !keepsRegister(principal, siteId, task.zoneId)) {
      return refuse({ code: 'not-found' });
    }
    const state = gapTaskStateAfter(task.state, 'reassign');
    if (state === undefined) return refuse(gapTaskStepNotOpen(task.state));
    const isStaff = (await holdActiveStaff(tx, [assignee])).has(assignee);
    const dueAt = endOfDay(dueOn, await loadTimeZone(tx.db, siteId));
    const errors: readonly FieldError[] = [
      ...(isStaff ? [] : [gapTaskFaults.notActiveStaff]),
      ...(dueAt !== undefined && dueAt > tx.now ? [] : [gapTaskFaults.past]),
    ];
    if (errors.length > 0 || dueAt === undefined) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'gap-task-reassigned',
      subject: { person: assignee, with: [task.assigneeId], to: task.zoneId },
      details: { task: taskId, row: task.row, dueOn },
      personal: { recordClass: 'act', data: { reason } },
    });
    const given = { assigneeId: assignee, assignedBy: principal.actor.id, dueOn, dueAt };
    await saveGapTask(tx, task, { ...given, state, risesTo: superiorOf(principal, siteId) }, seq);
    return ok({ state });
  });
}
