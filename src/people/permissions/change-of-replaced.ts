import { permissionStateAfter } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';

type Replaced = Pick<PermissionRow, 'state' | 'validUntil'>;

/**
 * What becomes of a permission when the one that replaces it is approved: it ends at once where that has begun, else it
 * holds to its own end or to the beginning of the other, whichever comes first (年度更新, 発令日). undefined = it ended before.
 */
export function changeOfReplaced(
  old: Replaced,
  renewed: Pick<PermissionRow, 'validFrom'>,
  now: Date,
): Partial<Replaced> | undefined {
  const state = permissionStateAfter(old.state, 'end');
  if (state === undefined || old.validUntil <= now) return undefined;
  if (renewed.validFrom <= now) return { state };
  return renewed.validFrom < old.validUntil ? { validUntil: renewed.validFrom } : undefined;
}
