import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { RecordRow } from '../../kinds/record-kinds.ts';
import { aboutRecord } from '../../shown/about-record.ts';
import { cellWords } from '../../shown/cell-words.ts';
import type { ShownRecord } from '../../shown/shown-record.ts';
import { sheetCell, sheetEnd, sheetRow, sheetStart } from './sheet-row.ts';
import { sheetPath, workbookParts } from './workbook-parts.ts';

/** A sheet holds 1,048,576 rows; what is more stands on the next. */
const mostRows = 1_000_000;

/** A record as a workbook (ECMA-376): its rows on as many sheets as they need, and last a sheet that says of what they are. */
export async function* xlsxRecord(record: ShownRecord): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const out = new PassThrough();
  const fail = (fault: Error) => out.destroy(fault);
  zip.once('error', fail);
  zip.outputStream.pipe(out);
  const pages = record.pages[Symbol.asyncIterator]();
  const titles: string[] = [];
  let sheet: Readable | undefined;
  let count = 0;
  const add = (title: string, text: AsyncGenerator<string>) => {
    titles.push(title);
    sheet = Readable.from(text).once('error', fail);
    zip.addReadStream(sheet, sheetPath(titles.length));
  };
  const addRows = () =>
    add(titles.length === 0 ? '記録' : `記録${titles.length + 1}`, rowsSheet(record, pages, whenDone));
  function whenDone(rows: number, isLast: boolean): void {
    count += rows;
    if (!isLast) {
      addRows();
      return;
    }
    add('この記録について', aboutSheet(record, count));
    for (const [path, text] of workbookParts(titles, record.era)) {
      zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`), path);
    }
    zip.end();
  }
  addRows();
  try {
    yield* out;
  } finally {
    // Whoever takes it may stop before its end: then nobody reads on.
    sheet?.destroy();
    await pages.return?.();
  }
}

async function* rowsSheet(
  { columns, site, era }: ShownRecord,
  pages: AsyncIterator<readonly RecordRow[]>,
  whenDone: (rows: number, isLast: boolean) => void,
): AsyncGenerator<string> {
  const words = cellWords(site.timeZone, era);
  yield sheetStart(columns.map(({ width }) => width));
  yield sheetRow(columns.map(({ title }) => ({ words: title, style: 'head' })));
  let count = 0;
  let isLast = false;
  while (!isLast && count < mostRows) {
    const page = await pages.next();
    if (page.done === true) isLast = true;
    else {
      count += page.value.length;
      const lines = page.value.map((row) =>
        sheetRow(
          columns.map((column) =>
            sheetCell(column, row[column.key] ?? null, words.cell(column, row), site.timeZone),
          ),
        ),
      );
      yield lines.join('');
    }
  }
  yield sheetEnd;
  whenDone(count, isLast);
}

async function* aboutSheet(record: ShownRecord, count: number): AsyncGenerator<string> {
  const words = cellWords(record.site.timeZone, record.era);
  yield sheetStart([8, 60]);
  yield aboutRecord(record, words, count)
    .map((line) => sheetRow(line.map((text) => ({ words: text }))))
    .join('');
  yield sheetEnd;
}
