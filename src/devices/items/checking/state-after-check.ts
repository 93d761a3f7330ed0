import { type PermitState, permitStateAfter } from '../../../permits/lifecycle/permit-lifecycle.ts';
import type { ItemRow } from '../registry/item-rows.ts';
import type { ItemPermit } from './item-permit.ts';
import { openItems } from './open-items.ts';

/**
 * The state of a permit once something was carried on by it, or left where it stood by it: it begins with the first item, and what was
 * for once ends when nothing of it is open any more. A standing pass goes on.
 */
export function stateAfterCheck({ row, terms }: ItemPermit, items: readonly ItemRow[]): PermitState {
  const begun = permitStateAfter(row.state, 'start') ?? row.state;
  const isOver = terms.form === 'once' && openItems(row.permitId, terms, items).length === 0;
  return (isOver ? permitStateAfter(begun, 'close') : undefined) ?? begun;
}
