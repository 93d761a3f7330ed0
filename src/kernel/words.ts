/** One text in the two languages people are spoken to in. */
export type Words = { readonly ja: string; readonly en: string };
