import type { RowId } from './row-ids.ts';

/**
 * The rows that ask something of each person, at doors, at the desk, or of what they bring and do: an exception may leave them out for
 * persons by name. All others ask something of a place, for everybody.
 */
export const personalRows = [
  't1r19',
  't1r20',
  't1r21',
  't1r26',
  't1r27',
  't1r29',
  't1r30',
  't1r31',
  't1r32',
  't1r33',
  't1r34',
  't1r35',
  't1r36',
  't1r47',
  't1r49',
  't2r7',
  't2r8',
  't2r9',
  't2r12',
  't2r13',
  't2r14',
  't2r15',
  't2r17',
] as const satisfies readonly RowId[];

/** Whether a row asks something of each person. */
export function isPersonal(row: RowId): boolean {
  const rows: readonly RowId[] = personalRows;
  return rows.includes(row);
}
