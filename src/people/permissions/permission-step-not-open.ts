import type { Refusal } from '../../kernel/problem.ts';
import type { PermissionState } from './permission-lifecycle.ts';

const stateNames: Readonly<Record<PermissionState, string>> = {
  requested: '申請中',
  returned: '差戻し中',
  approved: '許可済み',
  'to-review': '見直し中',
  rejected: '不許可',
  withdrawn: '取下げ済み',
  ended: '終了済み',
};

/** The refusal of a step that is not open in this state. */
export function permissionStepNotOpen(state: PermissionState): Refusal {
  return {
    code: 'conflict',
    detail: `この許可は「${stateNames[state]}」のため、この操作はできません。現在の状態を確かめてください。`,
  };
}
