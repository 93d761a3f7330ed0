import type { SearchAsked } from '../search/search-asked.ts';

/** Where in a request something is asked for: in a field of its own, or else in words. */
export function askedAt(field: keyof SearchAsked, sent: SearchAsked): string {
  return sent[field] === undefined ? '/query/words' : `/query/${field}`;
}
