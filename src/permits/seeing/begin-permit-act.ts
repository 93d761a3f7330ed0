import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import {
  type PermitState,
  type PermitStep,
  permitStateAfter,
  permitStateNames,
} from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import { holdSeenPermit } from './hold-seen-permit.ts';

/** A permit that is held, and the state the step leads to. */
export type PermitAct = { readonly permit: PermitRow; readonly next: PermitState };

/** Locks a permit that whoever acts sees, for a step that is open to it, of one of the `kinds` where they are named. The site's head is left to the act, which takes it last (ADR 0002). */
export async function beginPermitAct(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  permitId: string,
  step: PermitStep,
  kinds?: readonly PermitKind[],
): Promise<Result<PermitAct, Refusal>> {
  const permit = await holdSeenPermit(tx, principal, siteId, permitId);
  const isOfKind = permit !== undefined && kinds?.includes(permit.kind) !== false;
  if (!isOfKind) return refuse({ code: 'not-found' });
  const next = permitStateAfter(permit.state, step);
  if (next === undefined) {
    const state = permitStateNames[permit.state];
    return refuse({ code: 'conflict', detail: `「${state}」のため、この操作はできません。` });
  }
  return ok({ permit, next });
}
