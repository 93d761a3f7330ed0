import type { PermitState } from '../lifecycle/permit-lifecycle.ts';

/** Of the permits that cover something the one that counts: one that has begun, else any; undefined where none covers it. */
export function begunFirst<Permit extends { readonly state: PermitState }>(
  covering: readonly Permit[],
  begunIn: readonly PermitState[],
): Permit | undefined {
  return covering.find(({ state }) => begunIn.includes(state)) ?? covering[0];
}
