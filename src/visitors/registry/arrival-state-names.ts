import type { ArrivalState } from './arrival-lifecycle.ts';

/** 来庁の状態 */
export const arrivalStateNames: Readonly<Record<ArrivalState, string>> = {
  announced: '来庁前',
  'checked-in': '在庁中',
  'out-for-now': '一時退出中',
  'checked-out': '退出済',
  refused: '受付で不可',
  cancelled: '取消し',
  'no-show': '来庁なし',
};
