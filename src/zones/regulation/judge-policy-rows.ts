import type { FieldError } from '../../kernel/problem.ts';
import { type Cell, type Policy, type PolicyRow, ruledClasses } from './policy.ts';
import type { CellValue } from './requirement.ts';
import { type RowId, rowIds, tableOf } from './row-ids.ts';

type Words = Pick<Policy, 'sections' | 'footnotes'>;

const measureValues: readonly CellValue[] = ['required', 'not-required', 'not-applicable', 'text'];

/** What a row may say: 禁 opens by application in 別表1, 禁止 only by exception in 別表2. */
function fits(row: PolicyRow, value: CellValue): boolean {
  if (value === 'ministry-decides') return true;
  if (row.kind === 'measure') return measureValues.includes(value);
  if (value === 'required') return false;
  return value !== (tableOf(row.id) === 't1' ? 'forbidden' : 'forbidden-unless-permitted');
}

/** The faults a form cannot show: rows missing or twice, and rows that contradict themselves. */
export function judgePolicyRows(rows: readonly PolicyRow[], words: Words): readonly FieldError[] {
  const missing = rowIds
    .filter((id) => !rows.some((row) => row.id === id))
    .map((id) => ({ at: '/rows', message: `row ${id} is missing` }));
  return [...missing, ...rows.flatMap((row, index) => judgeRow(row, index, rows, words))];
}

function judgeRow(
  row: PolicyRow,
  index: number,
  rows: readonly PolicyRow[],
  words: Words,
): readonly FieldError[] {
  const faults: string[] = [];
  const before = rows.slice(0, index);
  if (before.some((other) => other.id === row.id)) faults.push(`row ${row.id} stands twice`);
  else if (before.some((other) => other.key === row.key)) faults.push(`key ${row.key} stands twice`);
  if (!Object.hasOwn(words.sections, row.section)) faults.push(`unknown section ${row.section}`);
  const open = ruledClasses.some((ruled) => row.cells[ruled].value === 'ministry-decides');
  const strict = row.kind === 'measure' ? 'required' : 'not-allowed';
  if (row.undetermined !== (open ? strict : undefined)) {
    faults.push(
      open ? `undetermined is to be ${strict}` : 'undetermined without a cell left to the ministry',
    );
  }
  if ((row.choices !== undefined) !== open) faults.push('choices go with a cell left to the ministry');
  if (!open && (row.parts !== undefined || row.countsPersons)) {
    faults.push('parts and a count of persons go with a cell left to the ministry');
  }
  if (row.appliedFor && (!open || row.kind !== 'measure')) {
    faults.push('appliedFor goes with a measure left to the ministry');
  }
  if (row.footnoteWhile !== undefined) faults.push(...judgeFootnoteWhile(row, row.footnoteWhile, rows));
  if (row.parts !== undefined && Object.keys(row.parts).length < 2) faults.push('one part is none');
  for (const choice of row.choices ?? []) {
    if (!fits(row, choice)) faults.push(`choice ${choice} does not fit`);
  }
  for (const ruled of ruledClasses) {
    for (const fault of judgeCell(row, row.cells[ruled], words)) faults.push(`class ${ruled}: ${fault}`);
  }
  return faults.map((message) => ({ at: `/rows/${index}`, message: `${row.id}: ${message}` }));
}

function judgeFootnoteWhile(
  { cells }: PolicyRow,
  measure: RowId,
  rows: readonly PolicyRow[],
): readonly string[] {
  const faults: string[] = [];
  if (ruledClasses.every((ruled) => cells[ruled].footnote === undefined)) {
    faults.push('footnoteWhile without a footnote');
  }
  if (rows.some(({ id, kind }) => id === measure && kind !== 'measure')) {
    faults.push(`footnoteWhile names ${measure}, which is no measure`);
  }
  return faults;
}

function judgeCell(row: PolicyRow, cell: Cell, { footnotes }: Words): readonly string[] {
  const faults: string[] = [];
  for (const value of [cell.value, ...(cell.alternatives ?? [])]) {
    if (!fits(row, value)) faults.push(`${value} does not fit`);
  }
  const isText = cell.value === 'text';
  if ((cell.text !== undefined) !== isText || (cell.means !== undefined) !== isText) {
    faults.push('a text cell has text and meaning, no other has');
  }
  if (cell.likelier !== undefined && !cell.alternatives?.includes(cell.likelier)) {
    faults.push('the likelier value is not among the alternatives');
  }
  const table = tableOf(row.id);
  if (
    cell.footnote !== undefined &&
    (table === undefined || !Object.hasOwn(footnotes[table], cell.footnote))
  ) {
    faults.push(`unknown footnote ${cell.footnote}`);
  }
  return faults;
}
