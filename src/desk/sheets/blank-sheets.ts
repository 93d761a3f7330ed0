import { type IssuedSheets, numbersOf } from '../paper/load-issued-sheets.ts';
import type { SheetRow } from './paginate.ts';
import { columnsOf, type Sheet } from './sheet-page.ts';
import type { SiteWords } from './site-words.ts';

/** How many lines a sheet has: as many as fit to write on. */
export const linesOnSheet = 15;

const columns = columnsOf(
  [
    { title: '行', width: 3 },
    { title: '入った時刻', width: 7 },
    { title: '出た時刻', width: 7 },
    { title: '扉', width: 8 },
    { title: '入った区域', width: 9 },
    { title: '氏名', width: 15 },
    { title: '所属', width: 13 },
    { title: '通行証', width: 7 },
    { title: '訪問相手・用務', width: 12 },
  ],
  '備考',
);

const lines: readonly SheetRow[] = Array.from({ length: linesOnSheet }, (_, nth) => ({
  cells: [String(nth + 1)],
  notes: [],
}));

/** 手書き簿: blank sheets with the numbers of sheet and lines by which they are entered afterwards; those of a day that are asked for. */
export function blankSheets(
  issued: readonly IssuedSheets[],
  { first, last }: IssuedSheets,
  day: string,
  words: SiteWords,
): readonly Sheet[] {
  const all = numbersOf(issued);
  const sheetOf = (of: string, rows: readonly SheetRow[]): Sheet => ({
    title: '手書き簿',
    of: `${words.day(day)}　${of}`,
    columns,
    rows,
    empty: 'この番号の用紙は発行していません。',
  });
  const asked = all.filter((number) => number >= first && number <= last);
  return asked.length === 0
    ? [sheetOf('用紙なし', [])]
    : asked.map((number) => sheetOf(`用紙 ${number}（全 ${all.at(-1)} 枚）　記入者　　　　　　　　`, lines));
}
