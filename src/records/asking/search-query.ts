import { type Static, Type } from 'typebox';
import { Choice } from '../../api/schemas.ts';
import { recordOrigins } from '../kinds/origin-words.ts';
import { dayWordNames } from '../search/day-words.ts';
import type { SearchAsked } from '../search/search-asked.ts';
import { directionNames, type SearchFieldName, searchFieldNames } from '../search/search-fields.ts';

const Sought = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));

/** What a record is searched by, as it stands in a query. */
export const SearchQuery = {
  ...({
    who: Sought,
    affiliation: Sought,
    with: Sought,
    withAffiliation: Sought,
    purpose: Sought,
    thing: Sought,
    kind: Sought,
    how: Sought,
    state: Sought,
    result: Sought,
    number: Sought,
  } satisfies Record<SearchFieldName, typeof Sought>),
  direction: Type.Optional(Choice(directionNames)),
  origin: Type.Optional(Choice(recordOrigins)),
  clock: Type.Optional(
    Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
      examples: ['22:00-05:00'],
    }),
  ),
  on: Type.Optional(Choice(dayWordNames)),
  there: Type.Optional(Type.Boolean()),
  alone: Type.Optional(Type.Boolean()),
  open: Type.Optional(Type.Boolean()),
};

const asObject = Type.Object(SearchQuery);

/** What a query searches for. */
export function parseSearch({
  direction,
  origin,
  clock,
  on,
  there,
  alone,
  open,
  ...query
}: Static<typeof asObject>): SearchAsked {
  const fields = searchFieldNames.flatMap((field) =>
    query[field] === undefined ? [] : [[field, query[field]]],
  );
  const [from, until] = (clock ?? '').split('-').map(minutesOf);
  return {
    ...Object.fromEntries(fields),
    ...(direction === undefined ? {} : { direction }),
    ...(origin === undefined ? {} : { origin }),
    ...(from === undefined || until === undefined ? {} : { clock: { from, until } }),
    ...(on === undefined ? {} : { on }),
    ...(there === undefined ? {} : { isThere: there }),
    ...(alone === undefined ? {} : { isAlone: alone }),
    ...(open === undefined ? {} : { isOpen: open }),
  };
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
