import type { Refusal } from '../../kernel/problem.ts';
import { type PassState, passStateNames } from './pass-lifecycle.ts';

/** The refusal of a step that is not open in this state. */
export function passStepNotOpen(state: PassState): Refusal {
  return {
    code: 'conflict',
    detail: `この通行証は「${passStateNames[state]}」のため、この操作はできません。現在の状態を確かめてください。`,
  };
}
