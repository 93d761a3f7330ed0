import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { holdStopped } from '../../people/registry/hold-stopped.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryKindOf } from '../registry/entry-kind-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { partiesOf } from '../registry/parties-of.ts';
import { type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import { judgeDates } from './judge-dates.ts';
import { owesReport } from './owes-report.ts';
import type { PermitGuards } from './permit-guards.ts';
import { weighStanding } from './weigh-standing.ts';

/** What those concerned do with a permit themselves. */
export type UsingStep = 'start' | 'close' | 'report' | 'withdraw';

export type UsingDeps = ActDeps & { readonly policy: Policy; readonly permitGuards: PermitGuards };

const entryKinds = {
  start: 'permit-started',
  close: 'permit-closed',
  report: 'permit-reported',
  withdraw: 'permit-withdrawn',
} as const satisfies Record<UsingStep, string>;

/**
 * Begins what a permit allows, ends it, reports its end (終了報告) or withdraws it: by whoever applied or whom it is for, and for
 * them by the desk. The words of an end are its report, so that what is reported is withdrawn before it begins only. It begins within its
 * dates, exactly, where its kind lets it, and what nobody decided only while nobody has to.
 */
export function usePermit(
  deps: UsingDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  step: UsingStep,
  words?: string,
): Promise<Result<{ readonly state: PermitState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, context.principal, siteId, permitId, step);
    if (!begun.ok) return begun;
    const { permit, next } = begun.value;
    if (!mayUse(context.principal, permit, step)) return refuse(notTheirs);
    if (step === 'report' && permit.reportedAt !== null) return refuse(reportedAlready);
    const shut = await findObstacle(deps, tx, permit, step, context.principal);
    if (shut !== undefined) return refuse(shut);

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(entryKindOf(permit, next, entryKinds[step]), permitId, permit),
      details: { kind: permit.kind, from: permit.state, to: next },
      ...(words === undefined ? {} : { personal: { recordClass: 'act', data: { words } } }),
    });
    const isReport = (step === 'close' || step === 'report') && words !== undefined;
    await savePermit(
      tx,
      permit,
      {
        state: next,
        ...(isReport ? { reportedAt: tx.now, report: words } : {}),
      },
      seq,
    );
    return ok({ state: next });
  });
}

/** A permit is withdrawn by whoever applied; the rest also by those it is for, and by the desk for them. */
function mayUse(principal: Principal, permit: PermitRow, step: UsingStep): boolean {
  const { id } = principal.actor;
  if (step === 'withdraw') return id === permit.applicantId;
  const { siteId } = permit;
  return (
    partiesOf(permit).includes(id) ||
    (['reception', 'guard'] as const).some((role) => holdsRole(principal, role, { siteId }))
  );
}

async function findObstacle(
  { permitGuards, policy }: UsingDeps,
  tx: ActTx,
  permit: PermitRow,
  step: UsingStep,
  by: Principal,
): Promise<Refusal | undefined> {
  const guards = permitGuards[permit.kind];
  if (step === 'close') return guards.close?.(tx, permit, by);
  if (step === 'withdraw') return owesReport(permit, tx.now) ? reportOwed : undefined;
  if (step !== 'start') return undefined;
  const stopped = await holdStopped(tx, permit.concernedIds);
  if (stopped.size > 0) return somebodyStopped;
  return (
    judgeDates(permit, tx.now) ??
    (await guards.start(tx, permit, by)) ??
    (await weighStanding(tx, permit.siteId, policy, permit))
  );
}

const reportOwed: Refusal = {
  code: 'conflict',
  detail: '期間が始まっているため、取り下げられません。終え（close）、終了報告（report）をしてください。',
};

const somebodyStopped: Refusal = {
  code: 'conflict',
  detail: 'この許可を受けた人のうちに、停止されたか離任した人がいます。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '申請した人、許可を受けた人か、受付・警備が行ってください。取下げは申請した人だけができます。',
};

const reportedAlready: Refusal = { code: 'conflict', detail: '終了報告はもうされています。' };
