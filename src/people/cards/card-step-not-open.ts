import type { Refusal } from '../../kernel/problem.ts';
import type { CardState } from '../registry/card-lifecycle.ts';

const stateNames: Readonly<Record<CardState, string>> = {
  active: '有効',
  suspended: '停止中',
  lost: '紛失',
  stolen: '盗難',
  damaged: '破損',
  returned: '返却済み',
  destroyed: '廃棄済み',
};

/** The refusal of a step that is not open in this state. */
export function cardStepNotOpen(state: CardState): Refusal {
  return {
    code: 'conflict',
    detail: `この識別カードは「${stateNames[state]}」のため、この操作はできません。現在の状態を確かめてください。`,
  };
}
