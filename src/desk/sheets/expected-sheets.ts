import type { Desk } from '../../zones/plan/site-plan.ts';
import type { ShownArrival } from '../check-in/show-arrivals.ts';
import { correctionNote } from './correction-note.ts';
import { hostCell } from './host-cell.ts';
import type { SheetRow } from './paginate.ts';
import { columnsOf, type Sheet } from './sheet-page.ts';
import type { SiteWords } from './site-words.ts';

/** Somebody who is to come, as the desk lists them, and what paper needs beside. */
export type Expected = {
  readonly arrival: ShownArrival;
  /** Whose desk the visit is announced at. */
  readonly organisation: string;
  readonly nameKana: string | null;
  /** False where 行29 has nobody's name kept. */
  readonly nameKept: boolean;
  /** What they come for: the words of its code, and what was said beside. */
  readonly purpose: readonly string[];
  /** Where they go, by its sign. */
  readonly zones: readonly string[];
  readonly child: boolean;
  readonly help: string | null;
};

const columns = columnsOf(
  [
    { title: '番号', width: 3 },
    { title: '予定', width: 6 },
    { title: '氏名（かな）', width: 11 },
    { title: '所属', width: 10 },
    { title: '訪問相手（内線）', width: 11 },
    { title: '用務', width: 7 },
    { title: '行き先', width: 8 },
    { title: '審査', width: 4 },
    { title: '身元確認', width: 5 },
    { title: '検査', width: 4 },
    { title: '通行証', width: 5 },
    { title: '入館', width: 4 },
    { title: '退館', width: 4 },
  ],
  '署名',
);

/**
 * 受付予定表: who is to come on a day, a sheet a desk, in the order of their time, with columns to fill in by hand. A visit is on the sheet
 * of every desk of its organisation until one takes somebody in; what belongs to no desk has a sheet of its own. `only`: of that desk.
 */
export function expectedSheets(
  expected: readonly Expected[],
  { desks, only }: { readonly desks: readonly Desk[]; readonly only: string | undefined },
  day: string,
  words: SiteWords,
): readonly Sheet[] {
  const sheetOf = (called: string, of: readonly Expected[]): Sheet => ({
    title: '受付予定表',
    of: `${words.day(day)}　${called}　${of.length}名`,
    columns,
    rows: of.map((one, nth) => rowOf(one, nth + 1, day, words)),
    empty: '予定はありません。',
  });
  const atNone = expected.filter((one) => !desks.some((desk) => isOf(one, desk)));
  const asked = desks
    .filter(({ id }) => only === undefined || id === only)
    .map((desk) =>
      sheetOf(
        desk.name,
        expected.filter((one) => isOf(one, desk)),
      ),
    );
  if (only !== undefined) return asked;
  return [...asked, ...(atNone.length > 0 || desks.length === 0 ? [sheetOf('受付の定めなし', atNone)] : [])];
}

function isOf({ arrival, organisation }: Expected, desk: Desk): boolean {
  return arrival.desk === null ? organisation === desk.organisation : arrival.desk === desk.id;
}

function rowOf(
  { arrival, nameKana, nameKept, purpose, zones, child, help }: Expected,
  number: number,
  day: string,
  words: SiteWords,
): SheetRow {
  const { startsAt, endsAt, name, affiliation, hosts, reviewed, pass, corrections } = arrival;
  const { checkedInAt, checkedOutAt } = arrival;
  const state = arrival.state === 'announced' ? [] : [arrival.stateName];
  const called = name ?? (nameKept ? '' : '（氏名は残さない）');
  return {
    cells: [
      String(number),
      [words.time(startsAt, day), `～${words.time(endsAt, day)}`, ...state].join('\n'),
      [called, ...(nameKana === null ? [] : [`（${nameKana}）`])].join('\n'),
      affiliation ?? '',
      hostCell(hosts),
      purpose.join('\n'),
      zones.join('\n'),
      reviewed ? '済' : '未',
      '',
      '',
      pass ?? '',
      checkedInAt === null ? '' : words.time(checkedInAt, day),
      checkedOutAt === null ? '' : words.time(checkedOutAt, day),
    ],
    notes: [
      ...(child ? ['未成年（同じ訪問の大人と一緒に）'] : []),
      ...(help === null ? [] : [`手助け　${help}`]),
      ...corrections.map((made) => correctionNote(made, words)),
    ],
  };
}
