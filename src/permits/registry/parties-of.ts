import type { PermitRow } from './permit-rows.ts';

export type Parties = Readonly<Pick<PermitRow, 'applicantId'>> & { readonly concernedIds: readonly string[] };

/** Whose permit it is: who applied, and whom it is for. */
export function partiesOf({ applicantId, concernedIds }: Parties): readonly string[] {
  return [...new Set([applicantId, ...concernedIds])];
}
