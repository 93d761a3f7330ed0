import { elementsIn, type PageElement, parsedPage, textIn } from './parsed-page.ts';

/** One printed page of A4, as whoever holds it reads it. */
export type ReadSheet = {
  readonly title: string;
  readonly of: string;
  readonly page: string;
  readonly printed: string;
  readonly care: string;
  readonly site: string;
  readonly heads: readonly string[];
  /** The cells of each line. */
  readonly lines: readonly (readonly string[])[];
  readonly notes: readonly string[];
};

/** The pages that are printed, in order. */
export function sheetsIn(html: string): readonly ReadSheet[] {
  const sheets = elementsIn(parsedPage(html)).filter(({ attributes }) => attributes.class === 'sheet');
  return sheets.map((sheet) => {
    const parts = elementsIn(sheet);
    const textOf = (name: string) =>
      parts
        .filter(({ attributes }) => attributes.class === name)
        .map(textIn)
        .join();
    const rows = (name: string) =>
      parts.filter(({ tag, attributes }) => tag === 'tr' && attributes.class === name).map(cellsOf);
    return {
      title: parts
        .filter(({ tag }) => tag === 'h1')
        .map(textIn)
        .join(),
      of: textOf('of'),
      page: textOf('page'),
      printed: textOf('printed'),
      care: textOf('care'),
      site: textOf('site'),
      heads: parts.filter(({ tag }) => tag === 'th').map(textIn),
      lines: rows('line'),
      notes: rows('note').flat(),
    };
  });
}

function cellsOf(row: PageElement): readonly string[] {
  return elementsIn(row)
    .filter(({ tag }) => tag === 'td')
    .map(textIn);
}
