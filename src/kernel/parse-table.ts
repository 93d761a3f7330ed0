import { CsvError, parse } from 'csv-parse/sync';
import type { FieldError } from './problem.ts';
import { ok, type Result, refuse } from './result.ts';

/** The columns of a table by what its head may call them, those that every table has, how many lines it may have, and of what. */
export type TableForm<Column extends string> = {
  readonly columns: Readonly<Record<string, Column>>;
  readonly demanded: readonly Column[];
  readonly mostLines: number;
  /** What is said of a table without lines, and how lines are counted (`人`). */
  readonly words: { readonly none: string; readonly counter: string };
};

/** One line of a table, counted in the file from 1, with its cells; an empty one is ''. */
export type TableLine<Column extends string> = {
  readonly line: number;
  readonly cell: (column: Column) => string;
};

/** Reads a table with a head, of a CSV file or pasted from a spreadsheet (tabs). Refused with what is wrong with its shape, line by line. */
export function parseTable<Column extends string>(
  text: string,
  { columns, demanded, mostLines, words }: TableForm<Column>,
): Result<readonly Result<TableLine<Column>, readonly FieldError[]>[], readonly FieldError[]> {
  const records = parseRecords(text);
  if (!records.ok) return records;
  const [head, ...body] = records.value;
  const names = head?.cells.map((cell) => (Object.hasOwn(columns, cell) ? columns[cell] : undefined)) ?? [];
  const errors: FieldError[] = [];
  for (const [index, cell] of (head?.cells ?? []).entries()) {
    if (names[index] === undefined) errors.push(faultAt(1, `「${cell}」という列はありません`));
    else if (names.indexOf(names[index]) < index) errors.push(faultAt(1, `「${cell}」の列が二つあります`));
  }
  for (const column of demanded) {
    const [name] = Object.entries(columns).find(([, one]) => one === column) ?? [];
    if (!names.includes(column)) errors.push(faultAt(1, `「${name}」の列がありません`));
  }
  if (errors.length > 0) return refuse(errors);
  if (body.length === 0) return refuse([faultAt(1, words.none)]);
  if (body.length > mostLines)
    return refuse([faultAt(mostLines + 2, `一度に${mostLines}${words.counter}までです`)]);
  return ok(
    body.map(({ cells, line }) => {
      if (cells.length !== names.length) {
        return refuse([faultAt(line, `列の数が見出しと違います（${cells.length}列）`)]);
      }
      return ok({ line, cell: (column: Column) => cells[names.indexOf(column)] ?? '' });
    }),
  );
}

/** What is wrong with a line. */
export function faultAt(line: number, message: string): FieldError {
  return { at: `/lines/${line}`, message };
}

type Cells = { readonly cells: readonly string[]; readonly line: number };

function parseRecords(text: string): Result<readonly Cells[], readonly FieldError[]> {
  const records: Cells[] = [];
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  try {
    parse(text, {
      bom: true,
      trim: true,
      delimiter: firstLine.includes('\t') ? '\t' : ',',
      relax_column_count: true,
      skip_empty_lines: true,
      onRecord(cells: string[], { lines }) {
        if (cells.some((cell) => cell !== '')) records.push({ cells, line: lines });
        return null;
      },
    });
    return ok(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse([faultAt(Number(error.lines ?? 1), '引用符（"）の対応が取れていません')]);
  }
}
