import type { Role } from '../../authority/roles.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import type { Applied, PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { detailsOfApplication } from '../../permits/applying/details-of-application.ts';
import { newPermit } from '../../permits/applying/new-permit.ts';
import { weighApplication } from '../../permits/applying/weigh-application.ts';
import { insteadOf } from '../../permits/deciding/instead-of.ts';
import { weighAnswering } from '../../permits/deciding/weigh-answering.ts';
import { withLooks } from '../../permits/deciding/with-looks.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { addPermit } from '../../permits/registry/permit-rows.ts';
import type { FindPlaces } from '../../permits/using/find-places.ts';
import { judgeUrgentWork } from './judge-urgent-work.ts';
import { type WorkRequest, workApplication } from './work-application.ts';

/** Within how many days of its end an urgent work is reported to whoever would have decided it. */
const reportDays = 7;

/** Whoever answers for a zone, or for every zone. */
const inWhoseName = ['zone-officer', 'security-officer', 'general-officer', 'ciso'] as const satisfies Role[];

export type UrgentWorkDeps = PermitDeps & { readonly findPlaces: FindPlaces };

/**
 * Lets an urgent work begin without a plan (緊急保守), in the name of the officer who acts, or whom they stand in for (ADR 0040), for zones
 * the officer answers for and never for themselves, nor for visitors whom they host (I8): it is in force at once, reported afterwards, and
 * never in a zone of class 3 without an attendant who is there.
 */
export function beginUrgentWork(
  deps: UrgentWorkDeps,
  context: ActContext,
  siteId: string,
  request: WorkRequest,
  absence?: string,
): Promise<Result<Applied, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const { persons, zones, terms } = request;
    const work = { siteId, kind: 'work', applicantId: null, concernedIds: persons, terms } as const;
    const needs = zones.map((zone) => ({ zone, unit: null, anyOf: inWhoseName }));
    const share = 'the whole';
    const answered = await weighAnswering(tx, principal, work, { needs, share, absence, notTheirs });
    if (!answered.ok) return answered;
    const application = { ...workApplication(request), begunByOfficer: true } as const;
    const weighed = await weighApplication(tx, context, siteId, deps.policy, application);
    if (!weighed.ok) return refuse(asSent(weighed.refusal));
    const { draft, rule, quoted } = weighed.value;
    const places = await deps.findPlaces(tx.client, siteId, terms.attendants);
    const refusal = judgeUrgentWork(request, { lines: rule.lines, places, now: tx.now });
    if (refusal !== undefined) return refuse(refusal);

    await tx.takeHeads([siteId]);
    const id = newId<'permit'>();
    const state = 'filed';
    const added = answered.value;
    const fromSeq = tx.record(siteId, {
      ...entryOfPermit('work-urgent', id, draft),
      details: { ...detailsOfApplication(draft, rule, quoted), ...insteadOf(added) },
      ...(absence === undefined ? {} : { personal: { recordClass: 'act', data: { absence } } as const }),
    });
    const by = principal.actor.id;
    await addPermit(tx, {
      ...newPermit({ ...weighed.value, state }, { siteId, permitId: id, fromSeq, applicantId: by }),
      consents: added.map((one) => ({ ...one, by, at: tx.now.toISOString() })),
      reportDue: new Date(draft.validUntil.getTime() + reportDays * dayMs),
      afterwards: withLooks(null, added, { by, now: tx.now }),
    });
    return ok({ id, state, rule });
  });
}

/** An urgent work is sent without `terms`. */
function asSent(refusal: Refusal): Refusal {
  const errors = refusal.errors?.map(({ at, message }) => ({ at: at.replace(/^\/terms/, ''), message }));
  return errors === undefined ? refusal : { ...refusal, errors };
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '緊急の作業を認めるのは、作業の区域すべてに責任を負う責任者だけができます。',
};
