import {
  dayColumn,
  idColumn,
  instantColumn,
  originColumn,
  type RecordColumn,
  textColumn,
} from './record-column.ts';
import { registerKinds } from './register-kinds.ts';

export type RecordKindOf = {
  readonly title: string;
  /** The provision by which it is kept, with its text. */
  readonly clause: string;
  /** In the order in which the clause lists them. */
  readonly columns: readonly RecordColumn[];
};

const permitColumns = [
  textColumn('permitKind', '種別', 7),
  textColumn('applicant', '申請者', 8),
  textColumn('applicantAffiliation', '申請者の所属', 8),
  textColumn('names', '対象者', 10),
  textColumn('zones', '区域', 9),
  textColumn('purpose', '目的', 12),
  instantColumn('validFrom', '期間の始まり'),
  instantColumn('validUntil', '期間の終わり'),
  textColumn('state', '状態', 5),
  instantColumn('endedAt', '終了・取消し'),
  textColumn('text', '基づく規程', 8),
  textColumn('basis', '根拠', 6),
  idColumn('許可・届出の番号', 4),
] as const;

/** The records that are shown, each with its columns. */
export const recordKinds = {
  visits: {
    title: '訪問記録',
    clause: '統一技術基準 2.3.1.1(3)(a)(イ)',
    columns: [
      textColumn('name', '氏名', 7),
      textColumn('affiliation', '所属', 8),
      textColumn('purposeWords', '訪問目的', 8),
      textColumn('hosts', '訪問相手', 7),
      textColumn('hostAffiliations', '訪問相手の所属', 8),
      dayColumn('day', '訪問日'),
      instantColumn('enteredAt', '立入り時刻'),
      originColumn('enteredFrom', '根拠'),
      instantColumn('leftAt', '退出時刻'),
      originColumn('leftFrom', '根拠'),
      textColumn('zones', '訪問先の区域', 7),
      textColumn('state', '状態', 4),
      textColumn('pass', '通行証', 4),
      idColumn('来訪者番号', 3),
    ],
  },
  passages: {
    title: '入退室記録簿',
    clause: '統一技術基準 2.3.1.1(1)(a)、(2)(a)',
    columns: [
      textColumn('zone', '区域', 9),
      textColumn('name', '氏名', 8),
      textColumn('affiliation', '所属', 10),
      textColumn('personKind', '区分', 5),
      instantColumn('enteredAt', '入室時刻'),
      originColumn('enteredFrom', '根拠'),
      textColumn('enteredHow', '入室の別', 7),
      textColumn('company', '同行者', 8),
      instantColumn('leftAt', '退室時刻'),
      originColumn('leftFrom', '根拠'),
      textColumn('leftHow', '退室の別', 7),
      textColumn('seqs', '記録番号', 5),
      idColumn('人の番号', 4),
    ],
  },
  movements: {
    title: '物品の搬入・搬出の記録',
    clause: '統一技術基準 2.3.1.1(7)(a)',
    columns: [
      textColumn('item', '物品', 12),
      textColumn('serial', '製造番号', 7),
      textColumn('quantity', '数', 3),
      textColumn('how', '搬入・搬出の別', 6),
      instantColumn('movedAt', 'いつ'),
      originColumn('movedFrom', '根拠'),
      textColumn('zones', '区域', 11),
      textColumn('name', '運んだ人', 8),
      textColumn('affiliation', '運んだ人の所属', 9),
      textColumn('permit', '許可・届出の番号', 5),
      idColumn('物品の番号', 4),
    ],
  },
  things: {
    title: '物品の持込み・持ち出しの許可・届出の記録',
    clause: '統一技術基準 2.3.1.1(7)(a)',
    columns: permitColumns,
  },
  photography: { title: '撮影・録音の記録', clause: '統一技術基準 2.3.1.1(7)(b)', columns: permitColumns },
  works: {
    title: '作業の記録',
    clause: '統一技術基準 2.3.1.1(5)(a)',
    columns: [
      textColumn('purpose', '作業', 12),
      textColumn('zones', '区域', 10),
      textColumn('names', '作業者', 12),
      textColumn('attendant', '立会者', 8),
      textColumn('attendantAffiliation', '立会者の所属', 8),
      instantColumn('begunAt', '開始'),
      originColumn('begunFrom', '根拠'),
      textColumn('workersIn', '入った人数', 3),
      instantColumn('endedAt', '終了'),
      originColumn('endedFrom', '根拠'),
      textColumn('workersOut', '出た人数', 3),
      textColumn('resultWords', '結果', 11),
      idColumn('作業の番号', 4),
    ],
  },
  reads: {
    title: '個人情報の閲覧の記録',
    clause: '統一技術基準 2.2.1.4(2)',
    columns: [
      textColumn('name', '閲覧した人', 8),
      textColumn('affiliation', '閲覧した人の所属', 10),
      textColumn('what', '何を', 14),
      textColumn('sort', '区分', 5),
      instantColumn('since', 'いつから'),
      instantColumn('endedAt', 'いつまで'),
      textColumn('quantity', '件数', 4),
      textColumn('seqs', '記録番号', 5),
      idColumn('閲覧した人の番号', 4),
    ],
  },
  ...registerKinds,
} as const satisfies Record<string, RecordKindOf>;

export type RecordKind = keyof typeof recordKinds;

/** The columns of one kind; a row has a value for each, and no other. */
export type RowOf<Kind extends RecordKind> = Readonly<
  Record<(typeof recordKinds)[Kind]['columns'][number]['key'], string | null>
>;

/** A row of any record. */
export type RecordRow = Readonly<Record<string, string | null>>;

/** A row, and whom it names to whoever asked, by their ids. */
export type NamingRow<Row extends RecordRow = RecordRow> = {
  readonly row: Row;
  readonly persons: readonly string[];
};

export const recordKindNames = Object.keys(recordKinds).filter(isRecordKind);

export function isRecordKind(word: string): word is RecordKind {
  return Object.hasOwn(recordKinds, word);
}
