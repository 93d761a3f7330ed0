import type { PermitRowId } from '../../permits/rule/approvers.ts';

/** What is handed over, and the row of 別表2 that it falls under (2.3.1.1(8)(a)). */
export const deliveredThings = {
  /** 宅配便、荷物 */
  parcel: { row: 't2r17', says: '荷物' },
  /** 要保護情報又は機密性1情報 */
  'information-item': { row: 't2r18', says: '情報を含む物' },
} as const satisfies Record<string, { readonly row: PermitRowId; readonly says: string }>;

export type DeliveredThing = keyof typeof deliveredThings;

/** The same as a list. */
export const deliveredThingNames = Object.keys(deliveredThings).filter(
  (word): word is DeliveredThing => word in deliveredThings,
);
