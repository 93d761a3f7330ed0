import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|amp|#39);/g, (whole, name: string) => entities[name] ?? whole);
}

/** The rows of the table of a page, as a browser reads them. */
export function rowsInHtml(page: string): readonly (readonly string[])[] {
  return [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => unescaped(cell)),
  );
}

/** The rows of a record as CSV with their heads, and what stands behind the empty row below them. */
export function rowsInCsv(text: Buffer | string): {
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly (readonly string[])[];
} {
  const lines = parse(text, { bom: true }) as readonly string[][];
  const empty = lines.findIndex((line) => line.every((cell) => cell === ''));
  return { rows: lines.slice(0, empty), notes: lines.slice(empty + 1) };
}

/** A cell of a workbook: a text, or a number with its place among the formats. */
export type ReadCell = string | { readonly serial: number; readonly style: number };

/** The sheets of a workbook by their names, and every part of it. */
export function sheetsInWorkbook(bytes: Uint8Array): {
  readonly sheets: ReadonlyMap<string, readonly (readonly ReadCell[])[]>;
  readonly parts: ReadonlyMap<string, string>;
} {
  const parts = new Map(
    Object.entries(unzipSync(bytes)).map(([path, part]) => [path, new TextDecoder().decode(part)]),
  );
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)];
  const sheets = names.map(([, name = ''], nth): [string, readonly (readonly ReadCell[])[]] => [
    name,
    rowsInSheet(parts.get(`xl/worksheets/sheet${nth + 1}.xml`) ?? ''),
  ]);
  return { sheets: new Map(sheets), parts };
}

function rowsInSheet(xml: string): readonly (readonly ReadCell[])[] {
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [
      ...row.matchAll(
        /<c(?: s="(\d)")?(?: t="inlineStr"><is><t[^>]*>(.*?)<\/t><\/is><\/c>|><v>(.*?)<\/v><\/c>|\/>)/gs,
      ),
    ].map(([, style, text = '', serial]) =>
      serial === undefined
        ? unescaped(text).replaceAll(/_x([0-9A-F]{4})_/g, (_, code: string) =>
            String.fromCharCode(Number.parseInt(code, 16)),
          )
        : { serial: Number(serial), style: Number(style) },
    ),
  );
}

/** A text on a page of a PDF, and how far from its left edge it stands. */
export type PdfText = { readonly text: string; readonly x: number };

/** The texts of a PDF, page by page, in the order they were written. */
export async function textsInPdf(bytes: Uint8Array): Promise<readonly (readonly PdfText[])[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: PdfText[][] = [];
  for (let nth = 1; nth <= document.numPages; nth += 1) {
    const { items } = await (await document.getPage(nth)).getTextContent({ disableNormalization: true });
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str !== '' ? [{ text: item.str, x: Number(item.transform[4]) }] : [],
      ),
    );
  }
  await task.destroy();
  return pages;
}
