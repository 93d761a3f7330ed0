import { type ItemStep, itemStateAfter } from '../registry/item-lifecycle.ts';
import type { ItemRow } from '../registry/item-rows.ts';
import type { CheckedItem } from './judge-item-check.ts';

/** How an item was carried on. */
export type Carrying = {
  /** null = out of the office. */
  readonly to: string | null;
  readonly by: string;
  readonly at: Date;
};

/** Where an item is once as many of it as were found were carried on; undefined = its state does not let it. Pure. */
export function moveItem(
  item: ItemRow,
  { found, permit }: Pick<CheckedItem, 'found' | 'permit'>,
  { to, by, at }: Carrying,
): ItemRow | undefined {
  const goesOn = item.zoneId === to ? item.present + found : found;
  const present = to === null ? item.present - found : goesOn;
  const staysInPart = to === null && present > 0;
  const state = staysInPart ? item.state : itemStateAfter(item.state, stepOf(item, to, permit));
  if (state === undefined) return undefined;
  const where = { carriedBy: by, permitId: permit?.row.permitId ?? null, since: at };
  return {
    ...item,
    state,
    present,
    ...(staysInPart ? {} : { ...where, zoneId: to, stays: to !== null && staysBy(item, permit) }),
    // What comes in again may have been written to.
    erasure: item.state === 'outside' ? null : item.erasure,
  };
}

function stepOf({ state }: ItemRow, to: string | null, permit: CheckedItem['permit']): ItemStep {
  if (to !== null) return state === 'inside' ? 'move' : 'bring-in';
  return permit?.terms.returns === false ? 'give-up' : 'take-out';
}

/** The ministry's own stays, and what was let stay. */
function staysBy({ belongs, stays }: ItemRow, permit: CheckedItem['permit']): boolean {
  return belongs === 'ministry' || stays || permit?.terms.stays === true;
}
