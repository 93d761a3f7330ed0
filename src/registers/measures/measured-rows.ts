import type { RowId } from '../../zones/regulation/row-ids.ts';

/** The rows and duties that are kept by what somebody did to a room and its equipment: nothing but a register shows whether it was done. */
export const measuredRows = [
  't1r21',
  't1r36',
  't1r38',
  't1r39',
  't1r40',
  't1r41',
  't1r42',
  't1r43',
  't1r44',
  't1r45',
  '9a',
  '9b',
] as const satisfies readonly RowId[];

export type MeasuredRow = (typeof measuredRows)[number];

/** What equipment is protected from (2.3.1.1(9)(a), METI 43(4)): each of them takes a measure of its own. */
export const hazards = {
  fire: '火災',
  water: '水害・漏水',
  power: '停電・電源の異常',
  air: '温度・湿度・粉じん',
} as const satisfies Record<string, string>;

export type Hazard = keyof typeof hazards;

/** The row of which a measure says who cuts which power. */
export const rowOfPowerCuts = '9b' satisfies MeasuredRow;

/** The row of which a measure says against which hazard it is. */
export const rowOfHazards = '9a' satisfies MeasuredRow;
