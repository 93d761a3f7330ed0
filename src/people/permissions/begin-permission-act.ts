import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { lockPersons, type PersonRow } from '../registry/person-rows.ts';
import { findPermission, type PermissionRow } from './permission-rows.ts';

export type PermissionAct = {
  readonly permission: PermissionRow;
  readonly person: PersonRow | undefined;
};

/**
 * Locks the permission's person and host and reads the permission: no stop of either misses what this act gives, and every
 * other act on the permission waits, for each of them locks one of the two first. So it stays as it is read, and the site's
 * head is left to the act, which takes it last (ADR 0002).
 */
export async function beginPermissionAct(
  tx: ActTx,
  siteId: string,
  permissionId: string,
): Promise<Result<PermissionAct, Refusal>> {
  const seen = await findPermission(tx.db, siteId, permissionId);
  if (seen === undefined) {
    return refuse({ code: 'not-found', detail: 'この庁舎にこの許可はありません。' });
  }
  const host = seen.outsider?.host;
  const locked = await lockPersons(tx, [seen.personId, ...(host === undefined ? [] : [host])]);
  const permission = await findPermission(tx.db, siteId, permissionId);
  if (permission === undefined || permission.outsider?.host !== host) {
    return refuse({
      code: 'conflict',
      detail: 'この申請はいま書き換えられました。内容を確かめてからやり直してください。',
    });
  }
  return ok({ permission, person: locked.get(permission.personId) });
}
