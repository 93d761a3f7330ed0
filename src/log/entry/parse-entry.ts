import type { Entry } from './entry.ts';

/** The entry of a stored text; the texts are ours and are stored as they were placed. */
export function parseEntry(text: string): Entry {
  const entry: Entry = JSON.parse(text);
  return entry;
}
