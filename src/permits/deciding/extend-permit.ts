import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { opensOf } from '../kinds/opens-of.ts';
import { permitKinds } from '../kinds/permit-kinds.ts';
import { reportDueOf } from '../kinds/report-due-of.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { beginPermitAct } from '../registry/begin-permit-act.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { partiesOf } from '../registry/parties-of.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { answeringFor } from '../rule/answering-for.ts';
import { holdsAt } from './holds-at.ts';
import { judgeConsent } from './judge-consent.ts';
import { judgeDecider } from './judge-decider.ts';

/** Moves the end of a permit that runs, by whoever answers for the whole of it; never by the applicant or whom it is for (I8). */
export function extendPermit(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { until, reason }: { readonly until: Date; readonly reason: string },
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, siteId, permitId, 'extend');
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    if (opensOf(permit.kind) !== undefined) return refuse(appliedForAnew);
    const bound = await loadRoleBonds(tx.db, principal.actor.id, partiesOf(permit), tx.now);
    const refusal = judgeDecider(principal.actor, permit, bound);
    if (refusal !== undefined) return refuse(refusal);
    const answering = answeringFor(permit.rule, permit.organisationId);
    const { added, missing } = judgeConsent(answering, [], holdsAt(principal, siteId));
    if (added.length === 0 || missing.length > 0) return refuse(notAlone);
    const message = judgeEnd(permit, until, tx.now);
    if (message !== undefined) return refuse({ code: 'unprocessable', errors: [{ at: '/until', message }] });

    await tx.takeHeads([siteId]);
    const reportDue = permit.reportDue && reportDueOf(permit.kind, until);
    const change = { state: next, validUntil: until, reportDue };
    const seq = tx.record(siteId, {
      ...entryOfPermit('permit-extended', permitId, permit),
      details: { from: permit.validUntil.toISOString(), until: until.toISOString() },
      personal: { recordClass: 'act', data: { reason } },
    });
    await savePermit(tx, permit, change, seq);
    return ok({ state: next });
  });
}

function judgeEnd({ kind, validFrom, validUntil }: PermitRow, until: Date, now: Date): string | undefined {
  if (until <= now || until <= validUntil) return '現在と今の終わりより後を指定してください';
  const { words, mostDays } = permitKinds[kind];
  const days = (until.getTime() - validFrom.getTime()) / 86_400_000;
  return days > mostDays
    ? `${words}の期間は始まりから${mostDays}日までです。新しく申請してください`
    : undefined;
}

const appliedForAnew: Refusal = {
  code: 'conflict',
  detail:
    '例外措置と禁の区域での実施は延ばせません。代わりの措置とリスクを見直して、続きの期間を新しく申請してください。',
};

const notAlone: Refusal = {
  code: 'forbidden',
  detail: 'この許可はあなただけでは延長できません。新しく申請してもらってください。',
};
