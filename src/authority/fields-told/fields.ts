/**
 * What a field of an answer tells, beyond ids, instants, numbers and codes. `reader`: what whoever may read the answer at all
 * is shown. `name`: who somebody is, beside an id, or words that may say it; `name-at-place`: the same of what happened in
 * zones, each viewer's own; `person`: the same where that person is asked for. The others are columns of `seen-by.ts`.
 */
export type Telling =
  | 'reader'
  | 'name'
  | 'name-at-place'
  | 'person'
  | 'personnel'
  | 'examination'
  | 'card-number';

/** Fields by what they tell, each by where it stands in the answer: `items.*` of lists and records alike. */
export type Fields = { readonly [Told in Telling]?: readonly string[] };

/** What bears a name that every reader is shown. */
export const named: Fields = { reader: ['name'] };

/** Who is who, beside the ids of the answer. */
export const names: Fields = { name: ['names.*'] };

/** Ids, instants, numbers and codes alone. */
export const ofIds: Fields = {};

/** Fields of what stands at a place of an answer. */
export function at(place: string, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([told, names]) => [told, names.map((name) => `${place}.${name}`)]),
  );
}

/** The fields of one answer that has those of two. */
export function both(one: Fields, other: Fields): Fields {
  const parts = [...Object.entries(one), ...Object.entries(other)];
  return Object.fromEntries(
    parts.map(([told]) => [told, parts.flatMap(([sameTold, names]) => (sameTold === told ? names : []))]),
  );
}
