import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import {
  type PermitState,
  type PermitStep,
  permitStateAfter,
  permitStateNames,
} from '../lifecycle/permit-lifecycle.ts';
import { lockPermit, type PermitRow } from './permit-rows.ts';

/** A permit that is held, and the state the step leads to. */
export type PermitAct = { readonly permit: PermitRow; readonly next: PermitState };

/** Locks a permit for a step that is open to it. The site's head is left to the act, which takes it last (ADR 0002). */
export async function beginPermitAct(
  tx: ActTx,
  siteId: string,
  permitId: string,
  step: PermitStep,
): Promise<Result<PermitAct, Refusal>> {
  const permit = await lockPermit(tx, siteId, permitId);
  if (permit === undefined) return refuse({ code: 'not-found' });
  const next = permitStateAfter(permit.state, step);
  if (next === undefined) {
    const state = permitStateNames[permit.state];
    return refuse({ code: 'conflict', detail: `「${state}」のため、この操作はできません。` });
  }
  return ok({ permit, next });
}
