/** From what a right began or will end: an entry of a log, a moment of its period, or nothing that is known. */
export type Mark = {
  /** Of the entry; null where it has none of its own. */
  readonly seq: number | null;
  /** Of its period. */
  readonly at: Date | null;
};

/** The sorts of rights that are compared. */
export const rightSorts = {
  role: '役割',
  permission: '継続的立入許可',
  'login-id': '識別コード',
} as const satisfies Readonly<Record<string, string>>;

/** A right that somebody had at a moment. */
export type RightAt = {
  readonly sort: keyof typeof rightSorts;
  /** Of the assignment or permission; of a login id itself. */
  readonly id: string;
  /** A person's id or a machine's name. */
  readonly holder: string;
  /** What it lets do, in words. */
  readonly right: string;
  /** Where, in words. */
  readonly place: string;
  /** In whose log its entries stand. */
  readonly log: string;
  readonly from: Mark;
  readonly until: Mark;
};

/** What stands for the same right at another moment: one that lets do something else, or elsewhere, is another. */
export function keyOf({ sort, id, holder, right, place }: RightAt): string {
  return JSON.stringify([sort, id, holder, right, place]);
}
