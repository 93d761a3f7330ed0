import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type PermissionState, permissionStateAfter } from './permission-lifecycle.ts';
import { type PermissionRow, savePermission } from './permission-rows.ts';
import { permissionStepNotOpen } from './permission-step-not-open.ts';

export type DecidingStep = 'reject' | 'return' | 'withdraw' | 'end';

const entryKinds = {
  reject: 'permission-rejected',
  return: 'permission-returned',
  withdraw: 'permission-withdrawn',
  end: 'permission-ended',
} as const satisfies Record<DecidingStep, string>;

/** Takes a step of a permission that the act holds, with its entry; whether its person may take it is asked before. Takes the site's head. */
export async function savePermissionStep(
  tx: ActTx,
  permission: PermissionRow,
  step: DecidingStep,
  reason: string,
  further: Readonly<Record<string, string>> = {},
): Promise<Result<{ readonly state: PermissionState }, Refusal>> {
  const { siteId, permissionId, personId } = permission;
  const state = permissionStateAfter(permission.state, step);
  if (state === undefined) return refuse(permissionStepNotOpen(permission.state));
  await tx.takeHeads([siteId]);
  const seq = tx.record(siteId, {
    kind: entryKinds[step],
    subject: { permission: permissionId, person: personId },
    details: { from: permission.state, ...further },
    personal: { recordClass: 'person', data: { reason } },
  });
  await savePermission(tx, permission, { state, reason, reviewBy: null }, seq);
  return ok({ state });
}
