import { findMissingProof } from '../../authority/find-missing-proof.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { isDatable } from '../kinds/is-datable.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import { permitKinds } from '../kinds/permit-kinds.ts';
import { permitConditions } from '../lifecycle/permit-conditions.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { answeringFor } from '../rule/answering-for.ts';
import { isAtClass3 } from '../rule/is-at-class-3.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import type { UsingDeps } from '../using/use-permit.ts';
import type { Said } from './decide-permit.ts';
import { insteadOf } from './instead-of.ts';
import { weighAnew } from './weigh-anew.ts';
import { weighAnswering } from './weigh-answering.ts';
import { withLooks } from './with-looks.ts';

/**
 * Moves the end of a permit that runs, by whoever answers for the whole of it or stands in for them; never by the applicant or whom it is for (I8). The
 * rules are asked anew. What has run out without being begun is applied for anew; the report of the end moves with the end.
 */
export function extendPermit(
  deps: PermitDeps & UsingDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { until, reason, absence }: Said & { readonly until: Date },
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, principal, siteId, permitId, 'extend');
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    if (leavesAside(permit.kind) !== undefined) return refuse(appliedForAnew);
    if (permitConditions(permit, tx.now).includes('expired')) return refuse(runOut);
    const weighed = await weighAnew(tx, siteId, deps.policy, permit);
    if (!weighed.ok) return weighed;
    const rule = weighed.value;
    const unproved = isAtClass3(rule) ? findMissingProof(principal, tx.now) : undefined;
    if (unproved !== undefined) return refuse(unproved);
    const needs = answeringFor(rule, permit.organisationId);
    const answering = { needs, share: 'the whole', absence, notTheirs: notAlone } as const;
    const answered = await weighAnswering(tx, principal, permit, answering);
    if (!answered.ok) return answered;
    const added = answered.value;
    const message = judgeEnd(permit, until, tx.now);
    if (message !== undefined) return refuse({ code: 'unprocessable', errors: [{ at: '/until', message }] });
    const shut = await deps.permitGuards[permit.kind].extend?.(tx, permit, until);
    if (shut !== undefined) return refuse(shut);

    await tx.takeHeads([siteId]);
    const later = until.getTime() - permit.validUntil.getTime();
    const reportDue = permit.reportDue && new Date(permit.reportDue.getTime() + later);
    const afterwards = withLooks(permit.afterwards, added, { by: principal.actor.id, now: tx.now });
    const change = { state: next, rule, validUntil: until, reportDue, afterwards };
    const seq = tx.record(siteId, {
      ...entryOfPermit('permit-extended', permitId, permit),
      details: {
        kind: permit.kind,
        from: permit.validUntil.toISOString(),
        until: until.toISOString(),
        ...insteadOf(added),
      },
      personal: { recordClass: 'act', data: { reason, ...(absence === undefined ? {} : { absence }) } },
    });
    await savePermit(tx, permit, change, seq);
    return ok({ state: next });
  });
}

function judgeEnd({ kind, validFrom, validUntil }: PermitRow, until: Date, now: Date): string | undefined {
  if (until <= now || until <= validUntil) return '現在と今の終わりより後を指定してください';
  if (!isDatable(kind, until)) return '終わりが遠すぎます';
  const { words, mostDays } = permitKinds[kind];
  const days = (until.getTime() - validFrom.getTime()) / dayMs;
  return days > mostDays
    ? `${words.ja}の期間は始まりから${mostDays}日までです。新しく申請してください`
    : undefined;
}

const appliedForAnew: Refusal = {
  code: 'conflict',
  detail:
    '例外措置と禁の区域での実施は延ばせません。代わりの措置とリスクを見直して、続きの期間を新しく申請してください。',
};

const runOut: Refusal = {
  code: 'conflict',
  detail: '始めないまま期間が終わっています。延ばせません。新しい期間で申請してもらってください。',
};

const notAlone: Refusal = {
  code: 'forbidden',
  detail:
    '延長できるのは、この許可の全体に責任を負う人だけです。ほかの場合は新しく申請してもらってください。',
};
