/** How long records are kept, in days, and on what basis. Nothing of an undecided class is erased. */
type Retention = 'undecided' | { readonly days: number; readonly basis: string };

/** What is to be erased together, and where it stands. */
type RecordClassOf = {
  /** The partition of `personal_records` that holds it; partitioned by month itself. */
  readonly table: string;
  readonly retention: Retention;
};

/** The classes of personal records: each has its own table and its own date of erasure (I10). */
export const recordClasses = {
  /** What a card read showed: the number of a card nobody knows. */
  passage: { table: 'personal_records_passage', retention: 'undecided' },
  /** Names, cards, contracts and permissions of those who come every day. */
  person: { table: 'personal_records_person', retention: 'undecided' },
  /** Why somebody who may act has acted. */
  act: { table: 'personal_records_act', retention: 'undecided' },
  /** Names of visitors. */
  visit: { table: 'personal_records_visit', retention: 'undecided' },
} as const satisfies Record<string, RecordClassOf>;

export type RecordClass = keyof typeof recordClasses;

/** Every table that is partitioned by month, each with a default partition for what has no month. */
export const monthlyTables: readonly string[] = [
  'entries',
  'entry_persons',
  ...Object.values(recordClasses).map(({ table }) => table),
];
