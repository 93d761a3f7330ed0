import { patternWords } from '../../api/faults/pattern-words.ts';
import { isCode } from '../../kernel/ids.ts';
import { parseDay } from '../../kernel/parse-day.ts';
import { parseName } from '../../kernel/parse-name.ts';
import { faultAt, parseTable, type TableLine } from '../../kernel/parse-table.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type EquipmentDraft, equipmentNumberPattern } from './equipment-draft.ts';
import { type EquipmentKind, equipmentKindNames, equipmentKinds } from './equipment-kinds.ts';

/** The columns of a list, by what its head calls them. */
const columns = {
  管理番号: 'number',
  種別: 'kind',
  名称: 'name',
  区域: 'zone',
  設置日: 'placedOn',
  製造者: 'maker',
  型番: 'model',
  製造番号: 'serial',
  情報システム: 'system',
  主体認証: 'authenticates',
  図面の符号: 'element',
  盗難防止: 'securedBy',
} as const;

type Column = (typeof columns)[keyof typeof columns];

const demanded = ['number', 'kind', 'name', 'zone', 'placedOn'] as const satisfies readonly Column[];
const mostLines = 500;
const words = { none: '一覧に機器がありません', counter: '台' };

/** One line of a list: a thing, and the number of the registered system that it is a part of. */
export type EquipmentLine = {
  /** Counted in the file, from 1. */
  readonly line: number;
  readonly system: string | undefined;
  readonly draft: EquipmentDraft;
};

/** A line that is a thing, or every fault of it. */
export type ParsedEquipmentLine = Result<EquipmentLine, readonly FieldError[]>;

/** Reads a list of things with a head, of a CSV file or pasted from a spreadsheet. Refused where it is no such table. */
export function parseEquipmentList(
  text: string,
): Result<readonly ParsedEquipmentLine[], readonly FieldError[]> {
  const table = parseTable(text, { columns, demanded, mostLines, words });
  return table.ok ? ok(table.value.map((line) => (line.ok ? parseLine(line.value) : line))) : table;
}

function parseLine({ line, cell: said }: TableLine<Column>): ParsedEquipmentLine {
  const errors: FieldError[] = [];
  const read = <Value>(column: Column, parsed: (cell: string) => Value | undefined, message: string) => {
    const cell = said(column);
    const value = cell === '' ? undefined : parsed(cell);
    const isMissing = cell === '' && demanded.some((one) => one === column);
    if (isMissing || (cell !== '' && value === undefined)) errors.push(faultAt(line, message));
    return value;
  };
  const named = (column: Column, word: string) =>
    read(column, parseShort, `${word}を200字までで書いてください`) ?? null;
  const number = read('number', parseNumber, `管理番号は、${patternWords[equipmentNumberPattern]}`);
  const kind = read(
    'kind',
    parseKind,
    `種別は ${equipmentKindNames.map((one) => equipmentKinds[one].words).join('・')} のどれかです`,
  );
  const zoneId = read('zone', parseCode, '区域は符号で書いてください');
  const placedOn = read('placedOn', parseDay, '設置日は 2026-04-06 のように書いてください');
  const element = read('element', parseCode, '図面の符号に使えない文字があります') ?? null;
  const authenticates = read('authenticates', parseTick, '主体認証は ○ か × を書いてください') ?? null;
  const name = read('name', parseShort, '名称を200字までで書いてください');
  const draft = {
    ...{
      maker: named('maker', '製造者'),
      model: named('model', '型番'),
      serial: named('serial', '製造番号'),
    },
    ...{ securedBy: named('securedBy', '盗難防止の措置'), authenticates, element },
    ...{ systemId: null, permitId: null },
  };
  const whole = { ...draft, number, kind, zoneId, placedOn, name };
  if (errors.length > 0 || !isWhole(whole)) return refuse(errors);
  return ok({ line, system: said('system') || undefined, draft: whole });
}

type Unread = { readonly [Key in keyof EquipmentDraft]: EquipmentDraft[Key] | undefined };

/** Whether every column that a list must have was read: of one that was not a fault is told. */
function isWhole(draft: Unread): draft is EquipmentDraft {
  return Object.values(draft).every((value) => value !== undefined);
}

function parseKind(cell: string): EquipmentKind | undefined {
  return equipmentKindNames.find((kind) => kind === cell || equipmentKinds[kind].words === cell);
}

function parseShort(cell: string): string | undefined {
  return cell.length <= 200 && parseName(cell).ok ? cell : undefined;
}

function parseNumber(cell: string): string | undefined {
  return new RegExp(equipmentNumberPattern).test(cell) ? cell : undefined;
}

function parseCode(cell: string): string | undefined {
  return isCode(cell) ? cell : undefined;
}

function parseTick(cell: string): boolean | undefined {
  if (['○', '〇', '1', 'はい', '要'].includes(cell)) return true;
  return ['×', '0', 'いいえ', '不要'].includes(cell) ? false : undefined;
}
