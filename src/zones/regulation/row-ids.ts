/** The rows of 別表1 (44) and 別表2 (29), and the two duties of 2.3.1.1(9) that have no row. */
// biome-ignore format: one line per block of the tables
export const rowIds = [
  't1r3', 't1r4', 't1r5', 't1r6', 't1r7', 't1r8', 't1r9', 't1r10', 't1r11', 't1r12', 't1r13', 't1r14', 't1r15', 't1r16', 't1r17',
  't1r19', 't1r20', 't1r21', 't1r22', 't1r23', 't1r24',
  't1r26', 't1r27', 't1r28', 't1r29', 't1r30', 't1r31', 't1r32', 't1r33', 't1r34', 't1r35', 't1r36',
  't1r38', 't1r39', 't1r40', 't1r41', 't1r42', 't1r43', 't1r44', 't1r45',
  't1r47', 't1r48', 't1r49', 't1r50',
  't2r3',
  't2r5', 't2r6', 't2r7', 't2r8', 't2r9', 't2r10', 't2r11', 't2r12', 't2r13', 't2r14', 't2r15',
  't2r17', 't2r18',
  't2r20', 't2r21', 't2r22',
  't2r24', 't2r25', 't2r26',
  't2r28', 't2r29', 't2r30', 't2r31', 't2r32', 't2r33', 't2r34', 't2r35', 't2r36',
  '9a', '9b',
] as const;

export type RowId = (typeof rowIds)[number];

const known: ReadonlySet<string> = new Set(rowIds);

export function isRowId(text: string): text is RowId {
  return known.has(text);
}

/** 別表1 or 別表2; undefined for the duties without a row. */
export function tableOf(row: RowId): 't1' | 't2' | undefined {
  if (row.startsWith('t1')) return 't1';
  return row.startsWith('t2') ? 't2' : undefined;
}
