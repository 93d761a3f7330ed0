import type { SearchAsked } from '../search/search-asked.ts';

const ownNames: Partial<Readonly<Record<keyof SearchAsked, string>>> = {
  isThere: 'there',
  isAlone: 'alone',
  isOpen: 'open',
};

/** Where in a request something is asked for: in a field of its own, or else in words. */
export function askedAt(field: keyof SearchAsked, sent: SearchAsked): string {
  return sent[field] === undefined ? '/query/words' : `/query/${ownNames[field] ?? field}`;
}
