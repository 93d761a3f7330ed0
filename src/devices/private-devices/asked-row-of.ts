import type { PermitRowId } from '../../permits/rule/approvers.ts';
import type { RowAsked } from '../../permits/rule/rule-told.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import type { DeviceUse, HandledGrade } from './private-device-terms.ts';

/** The rows of 行政事務従事者 by what is handled (1.4.2.2(2)(a), (b)). */
const usedByStaff = {
  unprotected: 't2r9',
  c2: 't2r11',
  'c3-i2-a2': 't2r10',
} as const satisfies Record<HandledGrade, PermitRowId>;

/** A LAN is joined by leave of its 情報システムセキュリティ責任者 alone (※1 of rows 10 and 11; rows 9 and 13 leave it out). */
const ofLan = [['system-officer']] as const;

/** What is asked about a device: whether it may be brought in, or used so. */
export type DeviceDoing = 'carry-in' | DeviceUse;

/**
 * The row that something done with a device of somebody falls under (2.3.1.1(7)(a)(ウ), 1.4.2.2(2)). Of outsiders the tables
 * ask no grade.
 */
export function askedRowOf(kind: PersonKind, doing: DeviceDoing): RowAsked {
  if (doing === 'carry-in') return { row: kind === 'staff' ? 't2r8' : 't2r12' };
  const row = kind === 'staff' ? usedByStaff[doing.handles] : 't2r13';
  return doing.lan ? { row, besides: ofLan } : { row };
}
