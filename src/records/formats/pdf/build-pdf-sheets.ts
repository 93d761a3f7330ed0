import PDFDocument from 'pdfkit';
import { buildEmbeddedType, type SetRun } from './build-embedded-type.ts';
import { buildPageContent } from './build-page-content.ts';
import { buildPageTree } from './build-page-tree.ts';
import type { Typeface } from './typeface.ts';

/** A4 sideways, in points. */
export const paper = { width: 841.89, height: 595.28, margin: 28 } as const;

/**
 * A PDF written page by page: what is done is taken by `written`, and nothing of it is kept but three numbers a page, where its objects stand. How many
 * pages there are is known last: each page shows one small picture (a form XObject) of the number, drawn at the end.
 */
export function buildPdfSheets(typeface: Typeface, about: { readonly title: string; readonly madeAt: Date }) {
  const doc = new PDFDocument({
    size: [paper.height, paper.width],
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    // No font of pdfkit's own: it would be one that no Japanese letter is in.
    font: '',
    pdfVersion: '1.7',
    lang: 'ja-JP',
    displayTitle: true,
    info: { Title: about.title, Producer: 'sekisho', Creator: 'sekisho', CreationDate: about.madeAt },
  });
  const type = buildEmbeddedType(doc, typeface);
  const total = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, -20, 60, 20] });
  const tree = buildPageTree(doc);
  let pages = 0;
  const content = buildPageContent();

  /** Gives the page what it shows; pdfkit copies it as the page is ended, which the next one or the end of the document does. */
  function endPage(): void {
    if (pages > 0) doc.addContent(content.take());
  }

  function text(line: string, x: number, y: number, size: number): void {
    const runs = type.set(line);
    for (const { part } of runs) doc.page.fonts[part.name] = part.dictionary;
    content.add(shown(runs, x, y, size));
  }

  return {
    advanceOf: type.advanceOf,
    lacking: type.lacking,
    text,
    rule(y: number, from: number, to: number): void {
      content.add(`0.4 w ${from.toFixed(2)} ${y.toFixed(2)} m ${to.toFixed(2)} ${y.toFixed(2)} l S`);
    },
    /** Begins a page, which ends the one before, and says which of how many it is. */
    page(): void {
      endPage();
      doc.addPage();
      tree.take();
      pages += 1;
      const x = paper.width - paper.margin - 74;
      text(`${pages} /`.padStart(7), x, paper.margin + 8, 8);
      doc.page.xobjects.Total = total;
      content.add(`q 1 0 0 1 ${(x + 32).toFixed(2)} ${paper.margin + 8} cm /Total Do Q`);
    },
    /** What was written since it was last taken. */
    written(): Buffer | null {
      return doc.read();
    },
    end(): void {
      endPage();
      tree.end();
      const runs = type.set(`${pages} ページ`);
      const fonts = Object.fromEntries(runs.map(({ part }) => [part.name, part.dictionary]));
      Object.assign(total.data, { Resources: { Font: fonts } });
      total.end(shown(runs, 0, 0, 8));
      type.end();
      doc.end();
    },
  };
}

export type PdfSheets = ReturnType<typeof buildPdfSheets>;

/** A line of text at its base line; pages of pdfkit count from above, which letters do not. */
function shown(runs: readonly SetRun[], x: number, y: number, size: number): string {
  const parts = runs.map(({ part, hex }) => `/${part.name} ${size} Tf <${hex}> Tj`);
  return `BT 1 0 0 -1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${parts.join(' ')} ET`;
}
