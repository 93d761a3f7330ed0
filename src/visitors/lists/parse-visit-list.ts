import { isCode } from '../../kernel/ids.ts';
import { parseDay } from '../../kernel/parse-day.ts';
import { parseName } from '../../kernel/parse-name.ts';
import { faultAt, parseTable, type TableLine } from '../../kernel/parse-table.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { MemberDraft } from '../planning/visit-draft.ts';
import { parseChild, parseCodes, parseLanguage, parseThings, parseTime } from './parse-list-cells.ts';

/** The columns of a list, by what its head calls them. */
const columns = {
  氏名: 'name',
  かな: 'nameKana',
  所属: 'affiliation',
  電話: 'telephone',
  車両番号: 'vehicle',
  車両: 'vehicle',
  同乗: 'ridesIn',
  介助: 'help',
  配慮: 'help',
  子ども: 'child',
  持込み品: 'things',
  日付: 'day',
  開始: 'startsAt',
  終了: 'endsAt',
  訪問相手: 'host',
  区域: 'zones',
  用務: 'purpose',
  言語: 'language',
} as const;

type Column = (typeof columns)[keyof typeof columns];
const demanded = ['name', 'affiliation'] as const satisfies readonly Column[];
const mostLines = 1000;
const words = { none: '一覧に人がいません', counter: '人' };

/** One line of a list: who comes, and what the line says of the visit itself; absent = as for the whole list. */
export type ListLine = {
  /** Counted in the file, from 1. */
  readonly line: number;
  readonly member: MemberDraft;
  readonly day?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** 職員番号 of the host. */
  readonly host?: string;
  readonly zones?: readonly string[];
  readonly purpose?: string;
  readonly language?: string;
};

/** Reads a list with a head, of a CSV file or pasted from a spreadsheet (tabs). Refused with every fault, line by line. */
export function parseVisitList(text: string): Result<readonly ListLine[], readonly FieldError[]> {
  const table = parseTable(text, { columns, demanded, mostLines, words });
  if (!table.ok) return table;
  const lines = table.value.map((line) => (line.ok ? parseLine(line.value) : line));
  const faults = lines.flatMap((one) => (one.ok ? [] : one.refusal));
  return faults.length > 0 ? refuse(faults) : ok(lines.flatMap((one) => (one.ok ? [one.value] : [])));
}

function parseLine({ line, cell: said }: TableLine<Column>): Result<ListLine, readonly FieldError[]> {
  const errors: FieldError[] = [];
  const named = (
    column: 'name' | 'nameKana' | 'affiliation' | 'telephone' | 'vehicle' | 'ridesIn' | 'help',
    word: string,
  ) => {
    const cell = said(column);
    const needed = demanded.some((one) => one === column);
    if (cell === '') {
      if (needed)
        errors.push(
          faultAt(line, `${word}がありません${column === 'affiliation' ? '（なければ「個人」）' : ''}`),
        );
      return null;
    }
    if (cell.length > 200) errors.push(faultAt(line, `${word}が長すぎます（200字まで）`));
    if (!parseName(cell).ok) errors.push(faultAt(line, `${word}に使えない文字があります`));
    return cell;
  };
  const read = <Value>(column: Column, parsed: (cell: string) => Value | undefined, message: string) => {
    const cell = said(column);
    if (cell === '') return undefined;
    const value = parsed(cell);
    if (value === undefined) errors.push(faultAt(line, message));
    return value;
  };
  const member = {
    identity: {
      name: named('name', '氏名') ?? '',
      nameKana: named('nameKana', 'かな'),
      affiliation: named('affiliation', '所属') ?? '',
      telephone: named('telephone', '電話'),
      vehicle: named('vehicle', '車両番号'),
      ridesIn: named('ridesIn', '同乗する車両番号'),
      help: named('help', '配慮'),
    },
    child: read('child', parseChild, '子どもは ○ を書くか、空けてください') ?? false,
    things: read('things', parseThings, thingsMisread) ?? [],
  };
  const day = read('day', parseDay, '日付は 2026-04-06 のように書いてください');
  const startsAt = read('startsAt', parseTime, '開始は 14:00 のように書いてください');
  const endsAt = read('endsAt', parseTime, '終了は 16:00 のように書いてください');
  const host = read('host', (cell) => cell, '');
  const zones = read('zones', parseCodes, '区域は符号で、空白で区切って書いてください');
  const purpose = read('purpose', (cell) => (isCode(cell) ? cell : undefined), '用務は符号で書いてください');
  const language = read('language', parseLanguage, '言語は en のような符号で書いてください');
  if (errors.length > 0) return refuse(errors);
  return ok({
    line,
    member,
    ...(day === undefined ? {} : { day }),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(host === undefined ? {} : { host }),
    ...(zones === undefined ? {} : { zones }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(language === undefined ? {} : { language }),
  });
}

const thingsMisread =
  '持込み品は pc:ノートPC のように種類の符号と品名を書き、いくつもあれば「;」で区切ってください';
