import { beforeAll, describe, expect, it } from 'vitest';
import { recordFormats } from '../../../src/records/formats/record-formats.ts';
import type { RecordColumn } from '../../../src/records/kinds/record-column.ts';
import {
  type RecordKind,
  type RecordRow,
  recordKindNames,
  recordKinds,
} from '../../../src/records/kinds/record-kinds.ts';
import { cellWords } from '../../../src/records/shown/cell-words.ts';
import type { ShownRecord } from '../../../src/records/shown/shown-record.ts';
import {
  type PdfText,
  type ReadCell,
  rowsInCsv,
  rowsInHtml,
  sheetsInWorkbook,
  textsInPdf,
} from '../../support/read-back.ts';

const timeZone = 'Asia/Tokyo';

/** Names that a form may stumble over: markup, formulas, letters beyond the plane, of which no font has a shape, and long ones. */
const names = [
  '髙﨑 𠮷子',
  '<b>太字</b> & "引用"',
  '=HYPERLINK("http://x")',
  "'前の印",
  '葛\u{e0101}城 花',
  '_x0041_ 斎\u3099',
  '長'.repeat(120),
  '\u{1fa70} 踊子',
];

/** By sort of column the `nth` value, without some that a row may lack. */
const sampleOf: Readonly<Record<RecordColumn['sort'], (nth: number) => string | null>> = {
  text: (nth) => `${'00123'.slice(nth % 4)}商会\n第${nth}課`,
  instant: (nth) =>
    nth % 3 === 0 ? null : new Date(Date.UTC(2026, 3, 6, 0, nth, nth % 60, nth)).toISOString(),
  day: () => '2026-04-06',
  origin: (nth) => (nth % 3 === 0 ? null : nth % 3 === 1 ? 'read' : 'desk'),
  id: (nth) => `01960a5c-0000-7000-8000-${nth.toString().padStart(12, '0')}`,
};

/** Its column of names bears one, or its first of words where it has none. */
function rowOf(kind: RecordKind, nth: number): RecordRow {
  const columns: readonly RecordColumn[] = recordKinds[kind].columns;
  const named = columns.find(({ key }) => key === 'name') ?? columns.find(({ sort }) => sort === 'text');
  const cell = (column: RecordColumn, place: number) =>
    column === named ? (names[nth % names.length] ?? '') : sampleOf[column.sort](nth + place);
  return Object.fromEntries(columns.map((column, place) => [column.key, cell(column, place)]));
}

const count = 90;

function aRecord(kind: RecordKind, over: Partial<ShownRecord> = {}): ShownRecord {
  const { title, clause, columns } = recordKinds[kind];
  const rows = Array.from({ length: count }, (_, nth) => rowOf(kind, nth));
  async function* pages() {
    for (let start = 0; start < rows.length; start += 40) yield rows.slice(start, start + 40);
  }
  return {
    kind,
    title,
    clause,
    grade: '機密性2情報・関係者限り',
    columns,
    site: { id: '01960a5c-0000-7000-8000-000000000000', name: '第一庁舎 <本館>', timeZone },
    from: new Date('2026-04-05T15:00:00Z'),
    until: new Date('2026-04-06T15:00:00Z'),
    asOf: { epoch: 'e', seq: 1_002_331, recordedAt: new Date('2026-04-06T09:00:00Z') },
    notes: ['扉「正面」は「日中」の間、自由通行です。'],
    era: 'wareki',
    madeBy: '田中 三郎',
    madeAt: new Date('2026-04-07T00:00:00Z'),
    pages: pages(),
    ...over,
  };
}

async function written(format: keyof typeof recordFormats, record = aRecord('visits')): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of recordFormats[format].write(record, { encoding: 'utf-8' }))
    parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const words = cellWords(timeZone, 'wareki');

describe.each(recordKindNames)('a record of %s says the same in every form as in JSON', (kind) => {
  const columns: readonly RecordColumn[] = recordKinds[kind].columns;
  const heads = columns.map((column) => column.title);
  let items: readonly RecordRow[];
  /** What people read in every form: the words of the values that JSON has. */
  let want: readonly (readonly string[])[];

  beforeAll(async () => {
    const json = JSON.parse((await written('json', aRecord(kind))).toString());
    expect(json.count).toBe(count);
    items = json.items;
    want = items.map((row) => columns.map((column) => words.cell(column, row)));
  });

  it('as CSV, less the apostrophe that keeps a spreadsheet from working it out', async () => {
    const [first, ...lines] = rowsInCsv(await written('csv', aRecord(kind))).rows;
    expect(first).toEqual(heads);
    expect(lines.map((line) => line.map((cell) => cell.replace(/^'/, '')))).toEqual(want);
  });

  it('as CSV, with what the other forms say of it behind an empty row, each as 注 and as wide as the rows', async () => {
    const { sheets } = sheetsInWorkbook(await written('xlsx', aRecord(kind)));
    const about = sheets.get('この記録について') ?? [];
    expect(about).toContainEqual(['期間', '令和8年4月6日 00:00:00から令和8年4月7日 00:00:00の前まで']);
    expect(about).toContainEqual(['注', '扉「正面」は「日中」の間、自由通行です。']);
    expect(about).toContainEqual(['件数', '90']);
    const rest = columns.slice(3).map(() => '');
    const { notes } = rowsInCsv(await written('csv', aRecord(kind)));
    expect(notes).toEqual(about.map((line) => ['注', ...line, ...rest]));
  });

  it('as CSV, of which no note is worked out either', async () => {
    const site = { id: '01960a5c-0000-7000-8000-000000000000', name: '=1+1', timeZone };
    const { notes } = rowsInCsv(await written('csv', aRecord(kind, { site })));
    expect(notes.map(([, about, says]) => [about, says])).toContainEqual(['庁舎', "'=1+1"]);
  });

  it('as CSV of nothing, which says of what there was nothing', async () => {
    async function* pages() {
      yield [];
    }
    const { rows, notes } = rowsInCsv(await written('csv', aRecord(kind, { pages: pages() })));
    expect(rows).toEqual([heads]);
    expect(notes.map(([, about, says]) => [about, says])).toContainEqual(['件数', '0']);
  });

  it('as a page, whose markup is its own', async () => {
    const page = (await written('html', aRecord(kind))).toString();
    expect(rowsInHtml(page)).toEqual([heads, ...want]);
    expect(page).not.toContain('<b>');
    expect(page).toContain('counter(page) "/" counter(pages)');
    expect(page).toContain('thead{display:table-header-group}');
    expect(page).toContain(`${count} 件（以上）`);
  });

  it('as a workbook, with moments as spreadsheets count them', async () => {
    const { sheets, parts } = sheetsInWorkbook(await written('xlsx', aRecord(kind)));
    const [first, ...lines] = sheets.get('記録') ?? [];
    expect(first).toEqual(heads);
    const asWritten = items.map((row) =>
      columns.map((column) => {
        const value = row[column.key] ?? '';
        return column.sort === 'origin' ? words.cell(column, row) : value;
      }),
    );
    expect(lines.map((line) => line.map(plain))).toEqual(asWritten);
    expect(sheets.get('この記録について')).toContainEqual(['件数', `${count}`]);
    expect(parts.get('xl/styles.xml')).toContain(
      '[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm:ss',
    );
  });

  it('as a PDF: heading and page on each sheet, and what the font lacks is listed', async () => {
    const pages = await textsInPdf(await written('pdf', aRecord(kind)));
    expect(pages.length).toBeGreaterThan(3);
    const numbers = pages.map((texts) => joined(texts.slice(0, 2)));
    expect(numbers).toEqual(pages.map((_, nth) => `${nth + 1}/${pages.length}ページ`));
    const tables = pages.map(tableOf);
    const starts = columnStarts(columns);
    for (const [nth, column] of columns.entries()) {
      const within = ({ x }: PdfText) => x >= (starts[nth] ?? 0) && x < (starts[nth + 1] ?? 1e9);
      const printed = tables.map((table) => joined(table.filter(within)));
      expect(printed.filter((text) => !text.startsWith(column.title))).toEqual([]);
      const cells = printed.map((text) => text.slice(column.title.length)).join('');
      expect(cells).toBe(items.map((row) => printable(words.cell(column, row))).join(''));
    }
    const below = joined(pages.at(-1) ?? []);
    expect(below).toContain(`${count}件（以上）`);
    expect(below).toContain(
      '印字できない字形:U+845BU+E0101（11か所）、U+658EU+3099（11か所）、U+1FA70（11か所）',
    );
  });
});

it('is a PDF that brings the letters of all its fonts with it, as outlines', async () => {
  const pdf = (await written('pdf')).toString('latin1');
  const fonts = [...pdf.matchAll(/\/FontDescriptor\b(?! \d)[\s\S]*?>>/g)].map(([descriptor]) => descriptor);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) {
    expect(font).toContain('NotoSansJP');
    const [, file = ''] = /\/FontFile2 (\d+) 0 R/.exec(font) ?? [];
    expect(pdf).toMatch(new RegExp(`\\n${file} 0 obj\\n<<\\n?/Length [1-9]`));
  }
  expect(pdf.match(/\/Subtype \/(CIDFontType2|TrueType|Type1)\b/g)).toHaveLength(fonts.length);
});

describe('AT-204 2.2.1.2(2)(a), METI 22: the grade of a record and the limits of its use', () => {
  const grade = '機密性2情報・関係者限り';

  it('stand on every sheet that is printed, and wherever the record says of what it is', async () => {
    for (const page of await textsInPdf(await written('pdf')))
      expect(joined(page)).toContain(`格付：${grade}`);
    const page = (await written('html')).toString();
    expect(page).toContain(`<p class="grade">${grade}</p>`);
    expect(page).toContain('.grade{position:fixed;');
    expect(page).toContain(`<dt>格付</dt><dd>${grade}</dd>`);
    const { sheets } = sheetsInWorkbook(await written('xlsx'));
    expect(sheets.get('この記録について')).toContainEqual(['格付', grade]);
    expect(JSON.parse((await written('json')).toString())).toMatchObject({ grade });
  });
});

it('is a PDF of which every page is found, and shows its number, however many there are', async () => {
  const long = 460;
  async function* pages() {
    // A page holds a handful of these: their names are long.
    for (let nth = 0; nth < long; nth += 1) yield [{ ...rowOf('visits', 6), pass: `${nth}` }];
  }
  const read = await textsInPdf(await written('pdf', aRecord('visits', { pages: pages() })));
  expect(read.length).toBeGreaterThan(105);
  const numbers = read.map((texts) => joined(texts.slice(0, 2)));
  expect(numbers).toEqual(read.map((_, nth) => `${nth + 1}/${read.length}ページ`));
  expect(joined(read.at(-1) ?? [])).toContain(`${long}件（以上）`);
});

/** What stands in the table of a page: from the heading of its first column to the lines below it. */
function tableOf(texts: readonly PdfText[]): readonly PdfText[] {
  const table = texts.slice(texts.findIndex(({ x }) => x === 29.5));
  const below = table.findIndex(({ x }) => x === 28);
  return below < 0 ? table : table.slice(0, below);
}

/** Without the spaces that a reader makes of places. */
function joined(texts: readonly PdfText[]): string {
  return texts.map(({ text }) => text.replaceAll(/\s/g, '')).join('');
}

/** Where each column of the printed table begins. */
function columnStarts(columns: readonly RecordColumn[]): readonly number[] {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  let at = 28;
  return columns.map(({ width }) => {
    const start = at;
    at += (width * (841.89 - 56)) / shares;
    return start;
  });
}

/** Lines are broken where they are full, and a letter that the font lacks stands as 〓. */
function printable(text: string): string {
  return text.replaceAll(/\s/g, '').replaceAll(/葛\u{e0101}|斎\u3099|\u{1fa70}/gu, '〓');
}

function plain(cell: ReadCell): string {
  if (typeof cell === 'string') return cell;
  const wall = new Date(Math.round((cell.serial - 25_569) * 86_400_000));
  return cell.style === 3
    ? wall.toISOString().slice(0, 10)
    : new Date(wall.getTime() - 9 * 3_600_000).toISOString();
}
