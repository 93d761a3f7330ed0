import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { beginPermissionAct } from './begin-permission-act.ts';
import { savePermission } from './permission-rows.ts';
import { permissionStepNotOpen } from './permission-step-not-open.ts';

/** 審査 of an outsider's application: the host's own act, with what was examined (2.3.1.1(3)(a)(ウ)). */
export function reviewPermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissionId: string,
  content: string,
): Promise<Result<{ readonly at: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermissionAct(tx, siteId, permissionId);
    if (!begun.ok) return begun;
    const { permission } = begun.value;
    const { outsider, state } = permission;
    if (
      outsider === null ||
      context.principal.actor.type !== 'person' ||
      outsider.host !== context.principal.actor.id
    ) {
      return refuse({ code: 'forbidden', detail: '審査は、申請に記された訪問相手が自ら行ってください。' });
    }
    if (state !== 'requested') return refuse(permissionStepNotOpen(permission.state));
    await tx.takeHeads([siteId]);
    const at = tx.now.toISOString();
    const seq = tx.record(siteId, {
      kind: 'permission-reviewed',
      subject: { permission: permissionId, person: permission.personId },
      personal: { recordClass: 'person', data: { review: content } },
    });
    const review = { by: outsider.host, content, at };
    await savePermission(tx, permission, { outsider: { ...outsider, review } }, seq);
    return ok({ at });
  });
}
