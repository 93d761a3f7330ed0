import { outsiderRows } from '../../zones/regulation/outsider-rows.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';

/** What the desk answers for before a visitor goes on, by row of 別表1・2. */
export const deskRows = {
  identity: outsiderRows.identity.visit,
  record: 't1r29',
  review: outsiderRows.hostReview.visit,
  zoneLimit: outsiderRows.zoneLimit.visit,
  looks: 't1r36',
  inspection: 't2r7',
} as const satisfies Record<string, RowId>;

export type DeskRow = keyof typeof deskRows;
