import { type PermissionState, permissionLifecycle } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';

/** Every word that a permission's state is shown with. */
export const shownPermissionStates = [...Object.keys(permissionLifecycle), 'expired'];

/** What runs out by its date unless it ended before. */
export const statesThatExpire = [
  'requested',
  'returned',
  'approved',
  'to-review',
] as const satisfies readonly PermissionState[];

/** A permission's state as people see it. */
export function shownPermissionState(
  { state, validUntil }: PermissionRow,
  now: Date,
): PermissionState | 'expired' {
  return validUntil <= now && statesThatExpire.some((one) => one === state) ? 'expired' : state;
}
