import { judgeInPerson } from '../../authority/judge-in-person.ts';
import { newId } from '../../kernel/ids.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { endOfDay } from '../../zones/hours/end-of-day.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { findKeptZone } from '../../zones/registers/find-kept-zone.ts';
import { notTheirRegister } from '../../zones/registers/keeps-register.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import { judgingGaps } from '../judging-gaps.ts';
import { type GapDeps, loadGapFacts } from '../load-gap-facts.ts';
import { openLinesOf } from '../open-line.ts';
import { gapTaskFaults } from './gap-task-faults.ts';
import { addGapTask } from './gap-task-rows.ts';
import { superiorOf } from './superior.ts';

/** What is given to somebody: the row of a zone that is open, what is to be done, and by which day of the site. */
export type GapTaskDraft = {
  readonly zone: string;
  readonly row: RowId;
  readonly assignee: string;
  readonly what: string;
  readonly dueOn: string;
};

export type GapTaskDeps = GapDeps & ActDeps;

/** Gives a finding of the report to somebody of the staff by name, with a day, by whoever answers for the zone. */
export function assignGap(
  deps: GapTaskDeps,
  context: ActContext,
  siteId: string,
  { zone, row, assignee, what, dueOn }: GapTaskDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const machine = judgeInPerson(context.principal.actor);
    if (machine !== undefined) return refuse(machine);
    const kept = await findKeptZone(tx, context, siteId, zone, notTheirTasks);
    if (!kept.ok) return kept;
    const isStaff = (await holdActiveStaff(tx, [assignee])).has(assignee);
    const dueAt = endOfDay(dueOn, await loadTimeZone(tx.db, siteId));
    const isOpen = kept.value.isThere && (await isOpenNow(deps, siteId, zone, row, tx.now));
    const errors: readonly FieldError[] = [
      ...(kept.value.isThere ? [] : [{ at: '/zone', message: 'この区域は図面にありません' }]),
      ...(kept.value.isThere && !isOpen
        ? [{ at: '/row', message: 'この行は、不足・方針未決定・例外措置中のどれでもありません' }]
        : []),
      ...(isStaff ? [] : [gapTaskFaults.notActiveStaff]),
      ...(dueAt !== undefined && dueAt > tx.now ? [] : [gapTaskFaults.past]),
    ];
    if (errors.length > 0 || dueAt === undefined) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const id = newId<'task'>();
    const fromSeq = tx.record(siteId, {
      kind: 'gap-assigned',
      subject: { person: assignee, to: zone },
      details: { task: id, row, dueOn },
      personal: { recordClass: 'act', data: { what } },
    });
    await addGapTask(tx, {
      ...{ siteId, taskId: id, fromSeq, untilSeq: null, state: 'open', zoneId: zone, row },
      ...{ assigneeId: assignee, assignedBy: context.principal.actor.id, what, dueOn, dueAt },
      ...{ risesTo: superiorOf(context.principal, siteId), outcome: null },
    });
    return ok({ id });
  });
}

async function isOpenNow(
  deps: GapDeps,
  siteId: string,
  zone: string,
  row: RowId,
  at: Date,
): Promise<boolean> {
  const facts = await loadGapFacts(deps, siteId, at);
  if (facts === undefined) return false;
  const judged = facts.plan.zones.filter(({ id }) => id === zone);
  const { lines } = await inSlices(judgingGaps(facts, judged));
  return openLinesOf(lines).some((line) => line.row === row);
}

const notTheirTasks = notTheirRegister('不足への対応の指示');
