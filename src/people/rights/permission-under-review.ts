import { dayMs } from '../../kernel/day-ms.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type PermissionStep, permissionStateAfter } from '../permissions/permission-lifecycle.ts';
import {
  loadReviewablePermissions,
  type PermissionRow,
  savePermission,
} from '../permissions/permission-rows.ts';

/**
 * 継続的立入許可の変更手続 (2.3.1.1(2)(a)(オ)). `reopen`: the duties the permission was given for may be gone (affiliation,
 * contract), so it opens nothing until it is decided again. `flag`: the same person in the same duties (name, card) or
 * under a host who moved or left, so it opens until its officers confirm it or the deadline passes.
 */
export type Review = Extract<PermissionStep, 'reopen' | 'flag'>;

/** What a change of a person means for the person's own permissions and for those that name the person as host. */
export type ReviewScope = { readonly own?: Review | undefined; readonly hosted?: Review | undefined };

export type PermissionUnderReview = { readonly permission: PermissionRow; readonly review: Review };

/** Time for the officers to confirm a flagged permission. */
const reviewDays = 14;

/** The permissions that a change of this person puts under review, and applications that would lose consents given before. */
export async function loadPermissionsToReview(
  { db }: ActTx,
  personId: string,
  { own, hosted }: ReviewScope,
): Promise<readonly PermissionUnderReview[]> {
  if (own === undefined && hosted === undefined) return [];
  const found = await loadReviewablePermissions(db, personId, { orHost: hosted !== undefined });
  return found.flatMap((permission) => {
    const review = permission.personId === personId ? own : hosted;
    const undecided = permission.state === 'requested' && permission.approvals.length === 0;
    return review === undefined || undecided ? [] : [{ permission, review }];
  });
}

/** Puts a permission under review from `seq` of its site's log on; the caller holds that site's head. */
export async function saveReview(
  tx: ActTx,
  { permission, review }: PermissionUnderReview,
  seq: number,
): Promise<void> {
  const state = permissionStateAfter(permission.state, review);
  if (state === undefined) return;
  const reviewBy = state === 'to-review' ? deadlineOf(permission, tx.now) : null;
  await savePermission(tx, permission, { state, approvals: [], reviewBy }, seq);
}

/** A second change does not put off the deadline of the first. */
function deadlineOf({ reviewBy }: PermissionRow, now: Date): Date {
  const deadline = new Date(now.getTime() + reviewDays * dayMs);
  return reviewBy !== null && reviewBy < deadline ? reviewBy : deadline;
}
