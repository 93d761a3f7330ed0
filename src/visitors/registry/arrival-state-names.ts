import type { ArrivalState } from './arrival-lifecycle.ts';

/** 来庁の状態 */
export const arrivalStateNames: Readonly<Record<ArrivalState, string>> = {
  announced: '来訪予定',
  'checked-in': '在庁中',
  'out-for-now': '一時外出中',
  'checked-out': '退出済',
  refused: '入館をお断り',
  cancelled: '取消し',
  'no-show': '来訪なし',
};
