import type { RecordColumn } from '../kinds/record-column.ts';
import { type RecordKind, recordKinds } from '../kinds/record-kinds.ts';

type SearchField = {
  /** What is looked for, in words. */
  readonly says: string;
  /** The columns it stands in; a record has some of them or none. */
  readonly columns: readonly string[];
};

/** What can be looked for in the words of a row: each field of the clauses, by the columns that hold it. */
export const searchFields = {
  who: { says: '氏名', columns: ['name', 'names'] },
  affiliation: { says: '所属', columns: ['affiliation', 'applicantAffiliation', 'unit'] },
  with: {
    says: '訪問相手・同行者・申請者・立会者・責任者・鍵を扱った人',
    columns: ['hosts', 'company', 'applicant', 'attendant', 'officer', 'handler', 'endHandler'],
  },
  withAffiliation: { says: '訪問相手・立会者の所属', columns: ['hostAffiliations', 'attendantAffiliation'] },
  purpose: { says: '目的', columns: ['purposeWords', 'purpose', 'reason', 'text', 'basis'] },
  thing: {
    says: '物品・機器・対策・システム・閲覧したもの',
    columns: ['item', 'serial', 'quantity', 'system', 'what', 'cut', 'securedBy', 'evidence', 'keptAt'],
  },
  kind: { says: '区分・種別', columns: ['personKind', 'permitKind', 'sort', 'hazard', 'grades'] },
  how: { says: '入退室・搬入搬出の別', columns: ['enteredHow', 'leftHow', 'how'] },
  state: { says: '状態', columns: ['state'] },
  result: { says: '結果', columns: ['resultWords', 'found'] },
  number: { says: '番号', columns: ['id', 'pass', 'seqs', 'permit', 'number', 'row'] },
} as const satisfies Record<string, SearchField>;

export type SearchFieldName = keyof typeof searchFields;

export const searchFieldNames = Object.keys(searchFields).filter(
  (word): word is SearchFieldName => word in searchFields,
);

/** The two ends of what a row tells: where their times stand, and from what those are known. */
export const directions = {
  entering: {
    says: '立入り・始まり',
    times: ['enteredAt', 'begunAt', 'validFrom', 'movedAt', 'since'],
    origins: ['enteredFrom', 'begunFrom', 'movedFrom', 'sinceFrom'],
  },
  leaving: { says: '退出・終わり', times: ['leftAt', 'endedAt'], origins: ['leftFrom', 'endedFrom'] },
} as const;

export type Direction = keyof typeof directions;

export const directionNames = Object.keys(directions).filter((word): word is Direction => word in directions);

/** The columns of a record that are among these. */
export function columnsAmong(kind: RecordKind, keys: readonly string[]): readonly string[] {
  const columns: readonly RecordColumn[] = recordKinds[kind].columns;
  return columns.map(({ key }) => key).filter((key) => keys.includes(key));
}
