import type { Refusal } from '../../kernel/problem.ts';
import { type DeliveryState, deliveryStateNames } from '../registry/delivery-lifecycle.ts';

/** The refusal of a step that the state of a delivery does not leave open. */
export function stepNotOpen(state: DeliveryState): Refusal {
  return {
    code: 'conflict',
    detail: `「${deliveryStateNames[state]}」のため、この操作はできません。`,
  };
}
