/** Whatever falls due of more than one thing: which, in the order in which its `ref` names them. */
export const deadlineParts = {
  'book-loan-overdue': ['book', 'number', 'borrower'],
  'gap-task-overdue': ['task', 'assignee', 'zone'],
  /** With the role it rises to. */
  'gap-task-risen': ['task', 'assignee', 'zone', 'role'],
  /** The holder is '' where nobody has it. */
  'key-overdue': ['key', 'holder', 'zone'],
  'second-contact': ['visit', 'destination'],
  /** The place of the read among those that count at its reader. */
  'unknown-read': ['place', 'reader'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PartedKind = keyof typeof deadlineParts;

export type DeadlineParts<Kind extends PartedKind> = Readonly<
  Record<(typeof deadlineParts)[Kind][number], string>
>;

/** The parts with a blank between them, as rows and statements have it; they are ids, codes and numbers, and hold none. */
export function deadlineRef<Kind extends PartedKind>(kind: Kind, parts: DeadlineParts<Kind>): string {
  const names: readonly (keyof DeadlineParts<Kind>)[] = deadlineParts[kind];
  return names.map((name) => parts[name]).join(' ');
}

/** Throws on what no program of ours wrote. */
export function parseDeadlineRef<Kind extends PartedKind>(kind: Kind, ref: string): DeadlineParts<Kind> {
  const names = deadlineParts[kind];
  const parts = ref.split(' ');
  if (parts.length !== names.length) throw new Error(`a stored deadline is no ${kind}: ${ref}`);
  return Object.fromEntries(names.map((name, nth) => [name, parts[nth]])) as DeadlineParts<Kind>;
}
