import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { beginWorkAct } from '../plan/begin-work-act.ts';
import type { WorkDeps } from './begin-work.ts';
import { entryOfOccurrence } from './entry-of-occurrence.ts';
import { mayLeadWork, notTheirWork } from './may-lead-work.ts';
import { findOpenOccurrence, saveOccurrence } from './occurrence-rows.ts';

/**
 * Hands the attendance of a running work over (立会いの交代) to somebody who is there already, so that nobody works alone meanwhile.
 * Whoever the plan did not name is named by it from now on, and the doors know them as the workers' escort.
 */
export function relieveAttendant(
  deps: WorkDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  attendant: string,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginWorkAct(tx, context.principal, siteId, permitId);
    if (!begun.ok) return begun;
    const { permit, terms } = begun.value;
    if (!mayLeadWork(context.principal, begun.value)) return refuse(notTheirWork);
    const occurrence = await findOpenOccurrence(tx, siteId, permitId);
    if (occurrence === undefined) return refuse(nobodyWorks);
    if (permit.concernedIds.includes(attendant)) return refuse(ownWork);
    if (!(await holdActiveStaff(tx, [attendant])).has(attendant)) return refuse(notStaff);
    // Under the head nobody moves: whoever left by an entry before this one is not there.
    await tx.takeHeads([siteId]);
    const zone = (await deps.findPlaces(tx.client, siteId, [attendant])).get(attendant);
    if (zone === undefined || !permit.zoneIds.includes(zone)) return refuse(notThere);

    const seq = tx.record(siteId, {
      ...entryOfOccurrence('work-attendant-relieved', permit, [occurrence.attendantId, attendant]),
      details: { occurrence: occurrence.occurrenceId, from: occurrence.attendantId, to: attendant },
    });
    if (!terms.attendants.includes(attendant)) {
      const attendants = [...terms.attendants, attendant];
      await savePermit(tx, permit, { terms: { ...terms, attendants } }, seq);
    }
    await saveOccurrence(tx, occurrence, { attendantId: attendant });
    return ok({ seq });
  });
}

const nobodyWorks: Refusal = { code: 'conflict', detail: 'この作業は始まっていません。' };
const ownWork: Refusal = { code: 'conflict', detail: '自分の作業には立ち会えません。' };
const notStaff: Refusal = { code: 'conflict', detail: '立会者は在職中の行政事務従事者にしてください。' };
const notThere: Refusal = {
  code: 'conflict',
  detail: '交代する人が作業の区域にいません。入ってから交代してください。',
};
