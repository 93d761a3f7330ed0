import type { ClientBase } from 'pg';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import {
  type PermitState,
  permitStateAfter,
  permitStateNames,
} from '../../permits/lifecycle/permit-lifecycle.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import type { FindPlaces } from '../../permits/using/find-places.ts';
import { judgeDates } from '../../permits/using/judge-dates.ts';
import { judgeStanding } from '../../permits/using/weigh-standing.ts';
import { weighRule } from '../../permits/weighing/weigh-rule.ts';
import { findCameras } from '../cameras/camera-rows.ts';
import { beginWorkAct } from '../plan/begin-work-act.ts';
import { entryOfOccurrence } from './entry-of-occurrence.ts';
import { judgeBeginning } from './judge-beginning.ts';
import type { Visit } from './judge-round.ts';
import { mayLeadWork, notTheirWork } from './may-lead-work.ts';
import { addOccurrence, findOpenOccurrence } from './occurrence-rows.ts';

/** Tells which zones these persons came into between two instants (`until` exclusive), in order of time. */
export type FindVisits = (
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  personIds: readonly string[],
  between: { readonly from: Date; readonly until: Date },
) => Promise<readonly Visit[]>;

export type WorkDeps = ActDeps & { readonly findPlaces: FindPlaces; readonly findVisits: FindVisits };

/** How somebody says that work begins: who attends it, and how many came. */
export type Beginning = { readonly attendant?: string | undefined; readonly workers: number };

/**
 * Begins a work (作業の開始), or one time of a recurring one: its attendant is there where the rows ask for one now, as at the doors, and
 * its workers are counted in. The first time begins its permit, too. What nobody decided begins only while nobody has to.
 */
export function beginWork(
  deps: PermitDeps & WorkDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { attendant, workers }: Beginning,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginWorkAct(tx, context.principal, siteId, permitId);
    if (!begun.ok) return begun;
    const { permit, terms } = begun.value;
    if (!mayLeadWork(context.principal, begun.value)) return refuse(notTheirWork);
    const state = stateOnceBegun(permit.state);
    if (state === undefined) return refuse(notOpen(permit.state));
    if ((await findOpenOccurrence(tx, siteId, permitId)) !== undefined) return refuse(runsAlready);
    const inOffice = await holdActiveStaff(tx, terms.attendants);
    const weighed = await weighRule(tx, siteId, deps.policy, permit, tx.now, 'all');
    if (weighed === undefined) return refuse({ code: 'not-found' });
    const { lines } = weighed.rule;
    // Under the head nobody moves: whoever left by an entry before this one is not there.
    await tx.takeHeads([siteId]);
    const places = await deps.findPlaces(tx.client, siteId, [...inOffice]);
    const cameras = await findCameras(tx.db, siteId, { codes: terms.cameras ?? [], zones: [] });
    const refusal =
      judgeDates(permit, tx.now) ??
      judgeStanding(permit, weighed.rule) ??
      judgeBeginning({ terms, lines, places, cameras, attendant, now: tx.now });
    if (refusal !== undefined) return refuse(refusal);

    const id = newId<'occurrence'>();
    const seq = tx.record(siteId, {
      ...entryOfOccurrence('work-begun', permit, [attendant]),
      details: { occurrence: id, attendant: attendant ?? null, workers },
    });
    if (state !== permit.state) await savePermit(tx, permit, { state }, seq);
    await addOccurrence(tx, {
      siteId,
      occurrenceId: id,
      permitId,
      attendantId: attendant ?? null,
      begunAt: tx.now,
      workersIn: workers,
      endedAt: null,
      workersOut: null,
      result: null,
      round: null,
    });
    return ok({ id });
  });
}

/** A work that goes on stays in use; undefined = nothing may begin of it. */
function stateOnceBegun(state: PermitState): PermitState | undefined {
  return state === 'in-use' ? state : permitStateAfter(state, 'start');
}

function notOpen(state: PermitState): Refusal {
  return { code: 'conflict', detail: `「${permitStateNames[state]}」のため、作業を始められません。` };
}

const runsAlready: Refusal = {
  code: 'conflict',
  detail: 'この作業はもう始まっています。終えてから次を始めてください。',
};
