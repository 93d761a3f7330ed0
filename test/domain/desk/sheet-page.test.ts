import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paginate, type SheetColumn, type SheetRow, sheetWidth } from '../../../src/desk/sheets/paginate.ts';
import { columnsOf, type Sheet, sheetPage, sheetPagePolicy } from '../../../src/desk/sheets/sheet-page.ts';
import { siteWords } from '../../../src/desk/sheets/site-words.ts';
import { elementsIn, parsedPage, textIn } from '../../support/parsed-page.ts';
import { sheetsIn } from '../../support/sheets-in.ts';

const columns = columnsOf(
  [
    { title: '番号', width: 3 },
    { title: '氏名', width: 14 },
  ],
  '署名',
);
const aRow = (...cells: readonly string[]): SheetRow => ({ cells, notes: [] });
const aSheet = (over: Partial<Sheet> = {}): Sheet => ({
  title: '受付予定表',
  of: '2026年4月6日（月）　総合受付　1名',
  columns,
  rows: [aRow('1', '髙橋 𠮷子')],
  empty: '予定はありません。',
  ...over,
});
const printed = { site: '中央合同庁舎', at: '2026-04-06 08:30', by: '受付 太郎' };
const numbered = (count: number) =>
  Array.from({ length: count }, (_, nth) => aRow(String(nth + 1), '佐藤 花子'));

describe('a printed sheet', () => {
  it('says what it is, of which page of how many, when and by whom it was printed, and for whom it is', () => {
    const [sheet] = sheetsIn(sheetPage('受付予定表', [aSheet()], printed));
    expect(sheet).toEqual({
      title: '受付予定表',
      of: '2026年4月6日（月）　総合受付　1名',
      page: '1/1 ページ',
      printed: '2026-04-06 08:30 印刷 受付 太郎',
      care: '取扱注意 受付・警備限り',
      site: '中央合同庁舎',
      heads: ['番号', '氏名', '署名'],
      lines: [['1', '髙橋 𠮷子', '']],
      notes: [],
    });
  });

  it('fetches and runs nothing, under a policy that lets nothing else', () => {
    const parts = elementsIn(parsedPage(sheetPage('受付予定表', [aSheet()], printed)));
    const [style] = parts.filter(({ tag }) => tag === 'style').map(textIn);
    expect(style).toContain('size:A4 landscape');
    expect(style).not.toMatch(/url\(|@import/);
    const named = parts.flatMap(({ tag, attributes }) => [tag, ...Object.keys(attributes)]);
    expect(named.filter((name) => /^(script|link|iframe|object|img|on\w+|src|href)$/.test(name))).toEqual([]);
    expect(parts.filter(({ attributes }) => 'style' in attributes)).toEqual([]);
    const hash = createHash('sha256')
      .update(style ?? '')
      .digest('base64');
    expect(sheetPagePolicy).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  it('without a line is one page that says so', () => {
    const sheets = sheetsIn(sheetPage('受付予定表', [aSheet({ rows: [] })], printed));
    expect(sheets).toMatchObject([{ page: '1/1 ページ', lines: [['予定はありません。']] }]);
  });

  it('of many lines goes on over pages, each with the head and its number, and no line lost or twice', () => {
    const sheets = sheetsIn(sheetPage('受付予定表', [aSheet({ rows: numbered(100) })], printed));
    expect(sheets.length).toBeGreaterThan(4);
    expect(sheets.map(({ page }) => page)).toEqual(
      sheets.map((_, nth) => `${nth + 1}/${sheets.length} ページ`),
    );
    for (const { heads } of sheets) expect(heads).toEqual(['番号', '氏名', '署名']);
    expect(sheets.flatMap(({ lines }) => lines.map(([number]) => number))).toEqual(
      numbered(100).map(({ cells }) => cells[0]),
    );
  });

  it('counts the pages of each sheet by themselves', () => {
    const sheets = [aSheet({ rows: numbered(20) }), aSheet({ of: '別館受付' })];
    const pages = sheetsIn(sheetPage('受付予定表', sheets, printed)).map(({ of, page }) => [of, page]);
    expect(pages.map(([, page]) => page)).toEqual(['1/2 ページ', '2/2 ページ', '1/1 ページ']);
    expect(pages.at(-1)).toEqual(['別館受付', '1/1 ページ']);
  });

  it('shows any text as it was typed (law)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const row = { cells: [text, text], notes: [text] };
        const [sheet] = sheetsIn(sheetPage(text, [aSheet({ title: text, of: text, rows: [row] })], printed));
        expect([sheet?.title, sheet?.of, ...(sheet?.lines[0] ?? []), ...(sheet?.notes ?? [])]).toEqual([
          text,
          text,
          text,
          text,
          '',
          text,
        ]);
      }),
    );
  });
});

describe('the pages of a sheet', () => {
  const anyRow = fc.record({
    cells: fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { minLength: 3, maxLength: 3 }),
    notes: fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 3 }),
  });

  it('have every line once and in order, and none is empty but the one of no lines (law)', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const pages = paginate(rows, columns);
        expect(pages.flat()).toEqual(rows);
        expect(pages.every((page) => page.length > 0) || rows.length === 0).toBe(true);
      }),
    );
  });

  it('hold fewer lines the more there is to read in them, and a line longer than a page by itself', () => {
    const long = (length: number) => Array.from({ length: 30 }, () => aRow('1', '𠮷'.repeat(length)));
    const most = (rows: readonly SheetRow[]) =>
      Math.max(...paginate(rows, columns).map((page) => page.length));
    expect(most(long(13))).toBe(15);
    expect(most(long(14 * 13))).toBeLessThan(most(long(13)));
    expect(most(long(14 * 200))).toBe(1);
    const half = Array.from({ length: 30 }, () => aRow('1', 'a'.repeat(26)));
    expect(most(half)).toBe(most(long(13)));
  });

  it('are as wide as their columns together', () => {
    const width = (of: readonly SheetColumn[]) => of.reduce((sum, one) => sum + one.width, 0);
    expect(width(columns)).toBe(sheetWidth);
  });
});

describe('the words of a site', () => {
  const words = siteWords('Asia/Tokyo');
  it('say a time of the day alone, and of another day with it', () => {
    expect(words.time('2026-04-06T05:05:00Z', '2026-04-06')).toBe('14:05');
    expect(words.time(new Date('2026-04-06T15:30:00Z'), '2026-04-06')).toBe('4/7 00:30');
    expect(words.day('2026-04-06')).toBe('2026年4月6日（月）');
    expect(words.moment('2026-04-06T15:30:00Z')).toBe('2026-04-07 00:30');
  });
});
