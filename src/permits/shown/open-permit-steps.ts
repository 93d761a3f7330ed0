import { openSteps } from '../../api/open-step.ts';
import type { Action } from '../../authority/authorization.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { permitConditions } from '../lifecycle/permit-conditions.ts';
import { type PermitStep, permitLifecycle } from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import { isReportWaivable } from '../rule/is-report-waivable.ts';
import { owesReport } from '../using/owes-report.ts';

/** What may be done next with a permit, as far as its state, its kind and the date say, and by whom. */
export function openPermitSteps(permit: PermitRow, now: Date) {
  return openSteps(permitLifecycle[permit.state], actionOfStep).filter(({ step }) =>
    isOpen(step, permit, now),
  );
}

const actionOfStep = {
  resubmit: 'permits.apply',
  return: 'permits.approve',
  approve: 'permits.approve',
  reject: 'permits.approve',
  withdraw: 'permits.use',
  start: 'permits.use',
  extend: 'permits.approve',
  'waive-report': 'permits.approve',
  close: 'permits.use',
  report: 'permits.use',
  revoke: 'permits.revoke',
  'apply-afterwards': 'permits.apply-afterwards',
  look: 'permits.decide',
} as const satisfies Partial<Record<PermitStep, Action>>;

/**
 * What runs out is neither decided nor begun; an opening is begun and extended by nobody, a work begins by its own act, and an item by
 * the look at it, and information goes by the act that hands it over.
 */
function isOpen(step: string, permit: PermitRow, now: Date): boolean {
  const { kind, rule, reportDue, reportedAt, validFrom, validUntil } = permit;
  const isOver = permitConditions(permit, now).includes('expired');
  const isOpening = leavesAside(kind) !== undefined;
  switch (step) {
    case 'approve':
      return !isOver;
    case 'start':
      return !isOpening && !beginsByItself.includes(kind) && validFrom <= now && now < validUntil;
    case 'extend':
      return !isOver && !isOpening;
    case 'waive-report':
      return isReportWaivable(rule) && reportDue !== null && now < reportDue;
    case 'withdraw':
      return !owesReport(permit, now);
    case 'apply-afterwards':
      return permit.afterwards?.is === 'apply';
    case 'look':
      return permit.afterwards?.is === 'look';
    case 'report':
      return reportedAt === null;
    default:
      return true;
  }
}

const beginsByItself: readonly PermitKind[] = ['work', 'system-item', 'transfer'];
