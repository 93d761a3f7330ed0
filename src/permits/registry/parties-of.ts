export type Parties = {
  /** null = nobody applies: whoever answers for it begins it in their own name. */
  readonly applicantId: string | null;
  readonly concernedIds: readonly string[];
};

/** Whose permit it is: who applied, and whom it is for. */
export function partiesOf({ applicantId, concernedIds }: Parties): readonly string[] {
  return [...new Set([...(applicantId === null ? [] : [applicantId]), ...concernedIds])];
}
