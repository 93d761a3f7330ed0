import { byteOrderMark, csvText } from '../../kernel/csv-text.ts';
import { aboutRecord } from '../shown/about-record.ts';
import { cellWords } from '../shown/cell-words.ts';
import { codePoints } from '../shown/code-points.ts';
import type { ShownRecord } from '../shown/shown-record.ts';
import { buildWindows31j, type Written } from './build-windows31j.ts';

export const csvEncodings = ['utf-8', 'windows-31j'] as const;

export type CsvEncoding = (typeof csvEncodings)[number];

/**
 * A record as CSV (RFC 4180), page by page. UTF-8 begins with a byte order mark, by which spreadsheets know it. Behind the rows and one that is
 * empty stands what is said of them, each with 注 in its first cell; all are as wide as the table, for readers that ask for it. In Windows-31J
 * what cannot be written stands as 〓, and last it is said which characters those were, and in how many places.
 */
export async function* csvRecord(record: ShownRecord, encoding: CsvEncoding): AsyncGenerator<Buffer> {
  const { columns, pages } = record;
  const words = cellWords(record.site.timeZone, record.era);
  const write = encoding === 'utf-8' ? writeUtf8 : buildWindows31j();
  const missing = new Map<string, number>();
  const bytesOf = (lines: readonly (readonly string[])[]): Buffer => {
    const wide = lines.map((line) => columns.map((_, nth) => line[nth] ?? ''));
    const { bytes, unwritten } = write(csvText(wide));
    for (const [character, times] of unwritten) missing.set(character, (missing.get(character) ?? 0) + times);
    return bytes;
  };
  if (encoding === 'utf-8') yield Buffer.from(byteOrderMark);
  yield bytesOf([columns.map(({ title }) => title)]);
  let count = 0;
  for await (const rows of pages) {
    count += rows.length;
    if (rows.length > 0) yield bytesOf(rows.map((row) => columns.map((column) => words.cell(column, row))));
  }
  yield bytesOf([[], ...aboutRecord(record, words, count).map((line) => ['注', ...line])]);
  // Listed by their numbers: they cannot be written here.
  const list = [...missing].map(([character, times]) => `${codePoints(character)}（${times}か所）`);
  if (list.length > 0) yield bytesOf([['注', 'この文字コードで書けない字', list.join('、')]]);
}

function writeUtf8(text: string): Written {
  return { bytes: Buffer.from(text, 'utf8'), unwritten: new Map() };
}
