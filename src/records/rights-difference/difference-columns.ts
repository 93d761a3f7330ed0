import { idColumn, instantColumn, textColumn } from '../kinds/record-column.ts';

/** 別紙 of 権限の差分: whose right, and whether they had it at the earlier and at the later moment. */
export const differenceColumns = [
  textColumn('name', '氏名', 9),
  textColumn('sort', '種別', 7),
  textColumn('right', '権限', 12),
  textColumn('place', '庁舎・範囲', 12),
  textColumn('before', '前', 3),
  textColumn('after', '後', 3),
  textColumn('why', '変わったわけ', 10),
  instantColumn('at', 'いつ'),
  textColumn('byName', 'だれが', 9),
  idColumn('権限の番号', 5),
] as const;

export type DifferenceRow = Readonly<Record<(typeof differenceColumns)[number]['key'], string | null>>;
