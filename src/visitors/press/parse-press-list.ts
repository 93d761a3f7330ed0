import { parseName } from '../../kernel/parse-name.ts';
import { faultAt, parseTable, type TableLine } from '../../kernel/parse-table.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { NamedLine } from './judge-press-lines.ts';

/** The columns of a list, by what its head calls them. */
const columns = { 報道機関: 'organisation', 所属: 'organisation', 氏名: 'name' } as const;

type Column = (typeof columns)[keyof typeof columns];

export const mostPressLines = 200;

/** Reads who is to be registered for an event from a CSV file or what was pasted. Refused with every fault, line by line. */
export function parsePressList(text: string): Result<readonly NamedLine[], readonly FieldError[]> {
  const table = parseTable(text, {
    ...{ columns, demanded: ['organisation', 'name'], mostLines: mostPressLines },
    words: { none: '一覧に人がいません', counter: '人' },
  });
  if (!table.ok) return table;
  const lines = table.value.map((line) => (line.ok ? parseLine(line.value) : line));
  const faults = lines.flatMap((one) => (one.ok ? [] : one.refusal));
  return faults.length > 0 ? refuse(faults) : ok(lines.flatMap((one) => (one.ok ? [one.value] : [])));
}

function parseLine({ line, cell }: TableLine<Column>): Result<NamedLine, readonly FieldError[]> {
  const faults = [
    ...judgeCell(line, '報道機関', cell('organisation')),
    ...judgeCell(line, '氏名', cell('name')),
  ];
  return faults.length > 0
    ? refuse(faults)
    : ok({ organisation: cell('organisation'), name: cell('name'), line });
}

function judgeCell(line: number, word: string, cell: string): readonly FieldError[] {
  if (cell === '') return [faultAt(line, `${word}がありません`)];
  if (cell.length > 200) return [faultAt(line, `${word}が長すぎます（200字まで）`)];
  return parseName(cell).ok ? [] : [faultAt(line, `${word}に使えない文字があります`)];
}
