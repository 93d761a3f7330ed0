import type { ShownClosingLine } from '../lists/show-closing-lines.ts';
import { correctionNote } from './correction-note.ts';
import { hostCell } from './host-cell.ts';
import type { SheetRow } from './paginate.ts';
import { columnsOf, type Sheet } from './sheet-page.ts';
import type { SiteWords } from './site-words.ts';

/** Which lines of the closing list a sheet is of, and what it is then called. */
export const closingLists = {
  /** For the night guard: all that is left. */
  handover: { title: '夜間引継ぎの一覧', empty: '片付いていないことはありません。', of: undefined },
  /** For the next morning: whom to call for a pass. */
  passes: {
    title: '未返却の通行証の一覧',
    empty: '未返却の通行証はありません。',
    of: ['pass-not-returned', 'pass-still-away'],
  },
} as const;

export type ClosingList = keyof typeof closingLists;

const columns = columnsOf(
  [
    { title: '番号', width: 3 },
    { title: '事項', width: 9 },
    { title: 'いつから', width: 8 },
    { title: '氏名・所属', width: 15 },
    { title: '訪問相手（内線）', width: 12 },
    { title: '通行証・預り品・鍵', width: 9 },
    { title: 'すること', width: 15 },
    { title: '済んだ時刻', width: 6 },
  ],
  '扱った者',
);

/** What is left to be seen to, a line each, with a place to write when it was and by whom. */
export function closingSheet(
  list: ClosingList,
  lines: readonly ShownClosingLine[],
  day: string,
  words: SiteWords,
): Sheet {
  const { title, empty, of } = closingLists[list];
  const asked = lines.filter(({ condition }) => of?.some((one) => one === condition) ?? true);
  return {
    title,
    of: `${words.day(day)}まで　${asked.length}件`,
    columns,
    rows: asked.map((line, nth) => rowOf(line, nth + 1, words)),
    empty,
  };
}

function rowOf(line: ShownClosingLine, number: number, words: SiteWords): SheetRow {
  const {
    says,
    since,
    name,
    affiliation,
    extension,
    hosts,
    pass,
    item,
    slot,
    keyCode,
    zone,
    act,
    corrections,
  } = line;
  return {
    cells: [
      String(number),
      says,
      words.moment(since),
      [
        name ?? '（氏名なし）',
        ...(affiliation === null ? [] : [affiliation]),
        ...(extension === null ? [] : [`内線 ${extension}`]),
      ].join('\n'),
      hostCell(hosts),
      [
        ...(pass === null ? [] : [pass]),
        ...(item === null ? [] : [`${item}${slot === null ? '' : `（${slot}）`}`]),
        ...(keyCode === null ? [] : [`鍵 ${keyCode}（${zone}）`]),
      ].join('\n'),
      act,
    ],
    notes: corrections.map((made) => correctionNote(made, words)),
  };
}
