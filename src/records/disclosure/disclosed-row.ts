import type { RecordRow } from '../kinds/record-kinds.ts';

/** The columns of a disclosure: one line for each row that is held, with where and until when. */
export const disclosureColumns = [
  { key: 'held', title: '何の記録か', sort: 'text', width: 9 },
  { key: 'place', title: '庁舎', sort: 'text', width: 6 },
  { key: 'at', title: 'いつ', sort: 'instant', width: 8 },
  { key: 'told', title: '内容', sort: 'text', width: 44 },
  { key: 'kept', title: '消去の期日', sort: 'text', width: 9 },
  { key: 'table', title: '表', sort: 'id', width: 6 },
] as const;

export type DisclosedRow = RecordRow &
  Readonly<Record<(typeof disclosureColumns)[number]['key'], string | null>>;
