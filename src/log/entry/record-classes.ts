import type { Words } from '../../kernel/words.ts';

/** What is kept and erased together, and where the records of it stand. */
type RecordClassOf = {
  /** The partition of `personal_records` that holds it; partitioned by month itself. */
  readonly table: string;
  readonly says: Words;
};

/** The classes of records: each has its own table, and its own days of keeping (`retention_rules`), after which it is erased (I10). */
export const recordClasses = {
  /** What a card read showed: the number of a card nobody knows. */
  passage: { table: 'personal_records_passage', says: { ja: '読取りの記録', en: 'reads' } },
  /** Names, cards, contracts and permissions of those who come every day. */
  person: { table: 'personal_records_person', says: { ja: '継続的に立ち入る者の氏名', en: 'regulars' } },
  /** Why somebody who may act has acted. */
  act: { table: 'personal_records_act', says: { ja: '操作の理由', en: 'reasons of acts' } },
  /** Names of visitors. */
  visit: { table: 'personal_records_visit', says: { ja: '訪問者の氏名等', en: 'visitors' } },
} as const satisfies Record<string, RecordClassOf>;

export type RecordClass = keyof typeof recordClasses;

/** False for what this version does not keep: a word of somebody's. */
export function isRecordClass(word: string): word is RecordClass {
  return Object.hasOwn(recordClasses, word);
}

/** Every table that is partitioned by month, each with a default partition for what has no month. */
export const monthlyTables: readonly string[] = [
  'entries',
  'entry_persons',
  ...Object.values(recordClasses).map(({ table }) => table),
];
