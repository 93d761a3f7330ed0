import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Role } from '../../authority/roles.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import type { Applied, PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { newPermit } from '../../permits/applying/new-permit.ts';
import { weighApplication } from '../../permits/applying/weigh-application.ts';
import { holdsAt } from '../../permits/deciding/holds-at.ts';
import { judgeConsent } from '../../permits/deciding/judge-consent.ts';
import { judgeDecider } from '../../permits/deciding/judge-decider.ts';
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
 * Lets an urgent work begin without a plan (緊急保守), in the name of the officer who acts, for zones they answer for and never for
 * themselves (I8): it is in force at once, reported afterwards, and never in a zone of class 3 without an attendant who is there.
 */
export function beginUrgentWork(
  deps: UrgentWorkDeps,
  context: ActContext,
  siteId: string,
  request: WorkRequest,
): Promise<Result<Applied, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const weighed = await weighApplication(tx, context, siteId, deps.policy, workApplication(request));
    if (!weighed.ok) return refuse(asSent(weighed.refusal));
    const { draft, rule } = weighed.value;
    const { principal } = context;
    const [first = principal.actor.id] = draft.concernedIds;
    const bound = await loadRoleBonds(tx.db, principal.actor.id, draft.concernedIds, tx.now);
    const barred = judgeDecider(principal.actor, { ...draft, applicantId: first }, bound);
    if (barred !== undefined) return refuse(barred);
    const needs = draft.zoneIds.map((zone) => ({ zone, unit: null, anyOf: inWhoseName }));
    const { added, missing } = judgeConsent(needs, [], holdsAt(principal, siteId));
    if (missing.length > 0) return refuse(notTheirs);
    const places = await deps.findPlaces(tx.client, siteId, request.terms.attendants);
    const refusal = judgeUrgentWork(request, { lines: rule.lines, places, now: tx.now });
    if (refusal !== undefined) return refuse(refusal);

    await tx.takeHeads([siteId]);
    const id = newId<'permit'>();
    const state = 'filed';
    const fromSeq = tx.record(siteId, {
      ...entryOfPermit('work-urgent', id, draft),
      details: { zones: draft.zoneIds, track: rule.track },
    });
    await addPermit(tx, {
      ...newPermit(
        { ...weighed.value, state },
        { siteId, permitId: id, fromSeq, applicantId: principal.actor.id },
      ),
      consents: added.map((one) => ({ ...one, by: principal.actor.id, at: tx.now.toISOString() })),
      reportDue: new Date(draft.validUntil.getTime() + reportDays * 86_400_000),
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
