/** One of several things an entry states, by its place among them: `{seq}.{ordinal}`. */
export type EntryPart = { readonly seq: number; readonly ordinal: number };

export function formatEntryPart({ seq, ordinal }: EntryPart): string {
  return `${seq}.${ordinal}`;
}

/** The part a page goes on behind; the caller's schema holds the text to its form. */
export function parseEntryPart(text: string): EntryPart {
  const [seq = 0, ordinal = 0] = text.split('.').map(Number);
  return { seq, ordinal };
}
