/** How the value of a column is written: as it is, as an instant or a day of the site, as a code that has words, or as an id in small print. */
type Sort = 'text' | 'instant' | 'day' | 'origin' | 'id';

export type RecordColumn = {
  readonly key: string;
  /** What stands above it. */
  readonly title: string;
  readonly sort: Sort;
  /** Its share of a printed line, in full-width characters. */
  readonly width: number;
};

type RecordKindOf = {
  readonly title: string;
  /** Of 統一技術基準. */
  readonly clause: string;
  /** In the order in which the clause lists them. */
  readonly columns: readonly RecordColumn[];
};

const text = (key: string, title: string, width: number): RecordColumn => ({
  key,
  title,
  sort: 'text',
  width,
});
const instant = (key: string, title: string): RecordColumn => ({ key, title, sort: 'instant', width: 8 });
const origin = (key: string, title: string): RecordColumn => ({ key, title, sort: 'origin', width: 4 });
const id = (title: string, width: number): RecordColumn => ({ key: 'id', title, sort: 'id', width });

const permitColumns = [
  text('permitKind', '種別', 7),
  text('applicant', '申請者', 8),
  text('applicantAffiliation', '申請者の所属', 8),
  text('names', '対象者', 10),
  text('zones', '区域', 9),
  text('purpose', '目的', 12),
  instant('validFrom', '期間の始まり'),
  instant('validUntil', '期間の終わり'),
  text('state', '状態', 5),
  instant('endedAt', '終了・取消し'),
  id('許可・届出の番号', 4),
] as const;

/** The records that are shown, each with its columns. */
export const recordKinds = {
  visits: {
    title: '訪問記録',
    clause: '2.3.1.1(3)(a)(イ)',
    columns: [
      text('name', '氏名', 7),
      text('affiliation', '所属', 8),
      text('purposeWords', '訪問目的', 8),
      text('hosts', '訪問相手', 7),
      text('hostAffiliations', '訪問相手の所属', 8),
      { key: 'day', title: '訪問日', sort: 'day', width: 7 },
      instant('enteredAt', '立入り時刻'),
      origin('enteredFrom', '根拠'),
      instant('leftAt', '退出時刻'),
      origin('leftFrom', '根拠'),
      text('zones', '訪問先の区域', 7),
      text('state', '状態', 4),
      text('pass', '通行証', 4),
      id('来訪者番号', 3),
    ],
  },
  passages: {
    title: '入退室記録簿',
    clause: '2.3.1.1(1)(a)、(2)(a)',
    columns: [
      text('zone', '区域', 9),
      text('name', '氏名', 8),
      text('affiliation', '所属', 10),
      text('personKind', '区分', 5),
      instant('enteredAt', '入室時刻'),
      origin('enteredFrom', '根拠'),
      text('enteredHow', '入室の別', 7),
      text('company', '同行者', 8),
      instant('leftAt', '退室時刻'),
      origin('leftFrom', '根拠'),
      text('leftHow', '退室の別', 7),
      text('seqs', '記録番号', 5),
      id('人の番号', 4),
    ],
  },
  movements: {
    title: '物品の搬入・搬出の記録',
    clause: '2.3.1.1(7)(a)',
    columns: [
      text('item', '物品', 12),
      text('serial', '製造番号', 7),
      text('quantity', '数', 3),
      text('how', '搬入・搬出の別', 6),
      instant('movedAt', 'いつ'),
      text('zones', '区域', 11),
      text('name', '運んだ人', 8),
      text('affiliation', '運んだ人の所属', 9),
      text('permit', '許可・届出の番号', 5),
      id('物品の番号', 4),
    ],
  },
  things: {
    title: '物品の持込み・持ち出しの許可・届出の記録',
    clause: '2.3.1.1(7)(a)',
    columns: permitColumns,
  },
  photography: { title: '撮影・録音の記録', clause: '2.3.1.1(7)(b)', columns: permitColumns },
  works: {
    title: '作業の記録',
    clause: '2.3.1.1(5)(a)',
    columns: [
      text('purpose', '作業', 12),
      text('zones', '区域', 10),
      text('names', '作業者', 12),
      text('attendant', '立会者', 8),
      text('attendantAffiliation', '立会者の所属', 8),
      instant('begunAt', '開始'),
      text('workersIn', '入った人数', 3),
      instant('endedAt', '終了'),
      text('workersOut', '出た人数', 3),
      text('resultWords', '結果', 11),
      id('作業の番号', 4),
    ],
  },
} as const satisfies Record<string, RecordKindOf>;

export type RecordKind = keyof typeof recordKinds;

/** The columns of one kind; a row has a value for each, and no other. */
export type RowOf<Kind extends RecordKind> = Readonly<
  Record<(typeof recordKinds)[Kind]['columns'][number]['key'], string | null>
>;

/** A row of any record. */
export type RecordRow = Readonly<Record<string, string | null>>;

export const recordKindNames = Object.keys(recordKinds).filter(isRecordKind);

export function isRecordKind(word: string): word is RecordKind {
  return Object.hasOwn(recordKinds, word);
}
