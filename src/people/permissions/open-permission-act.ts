import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { lockPersons, type PersonRow } from '../registry/person-rows.ts';
import { findPermission, type PermissionRow } from './permission-rows.ts';

export type PermissionAct = {
  readonly permission: PermissionRow;
  readonly person: PersonRow | undefined;
};

/** Locks the permission's person and host, then the site's head: no stop of either misses what this act gives. */
export async function openPermissionAct(
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
  await tx.takeHeads([siteId]);
  const permission = await findPermission(tx.db, siteId, permissionId);
  if (permission === undefined || permission.outsider?.host !== host) {
    return refuse({
      code: 'conflict',
      detail: 'この申請はいま書き換えられました。内容を確かめてからやり直してください。',
    });
  }
  return ok({ permission, person: locked.get(permission.personId) });
}

const stateNames: Readonly<Record<PermissionRow['state'], string>> = {
  requested: '申請中',
  returned: '差戻し中',
  approved: '許可済み',
  'to-review': '見直し中',
  rejected: '不許可',
  withdrawn: '取下げ済み',
  ended: '終了済み',
};

export function permissionStepNotOpen({ state }: PermissionRow): Refusal {
  return {
    code: 'conflict',
    detail: `この許可は「${stateNames[state]}」のため、この操作はできません。現在の状態を確かめてください。`,
  };
}
