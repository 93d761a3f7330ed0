import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { answeringFor } from '../rule/answering-for.ts';
import { isReportWaivable } from '../rule/is-report-waivable.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import type { Said } from './decide-permit.ts';
import { insteadOf } from './instead-of.ts';
import { weighAnswering } from './weigh-answering.ts';
import { withLooks } from './with-looks.ts';

/**
 * Says beforehand that the end of a permit need not be reported (報告を要しない): by whoever could give the whole of it, where the
 * clause of its rows lets them, and before the report is due. It is never due again, also where the permit is extended.
 */
export function waiveReport(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { reason, absence }: Said,
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, principal, siteId, permitId, 'waive-report');
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    const needs = answeringFor(permit.rule, permit.organisationId);
    const share = 'the whole';
    const answered = await weighAnswering(tx, principal, permit, { needs, share, absence, notTheirs });
    if (!answered.ok) return answered;
    const refusal = judgeWaiver(permit, tx.now);
    if (refusal !== undefined) return refuse(refusal);
    const added = answered.value;

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit('permit-report-waived', permitId, permit),
      details: { kind: permit.kind, ...insteadOf(added) },
      personal: { recordClass: 'act', data: { reason, ...(absence === undefined ? {} : { absence }) } },
    });
    const afterwards = withLooks(permit.afterwards, added, { by: principal.actor.id, now: tx.now });
    await savePermit(tx, permit, { state: next, reportDue: null, afterwards }, seq);
    return ok({ state: next });
  });
}

function judgeWaiver({ rule, reportDue, reportedAt }: PermitRow, now: Date): Refusal | undefined {
  if (!isReportWaivable(rule)) return notWaivable;
  if (reportDue === null) return { code: 'conflict', detail: 'この許可・届出に終了報告は要りません。' };
  const late = reportedAt !== null || reportDue <= now;
  return late
    ? {
        code: 'conflict',
        detail: '終了報告はもうされたか、期限が過ぎています。不要とするのは期限の前に限ります。',
      }
    : undefined;
}

const notWaivable: Refusal = {
  code: 'conflict',
  detail: '終了報告を不要とできるのは、機密性2だけの情報の区域外での処理・持ち出しに限ります。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '終了報告を不要とするのは、この許可・届出の全体に責任を負う人だけができます。',
};
