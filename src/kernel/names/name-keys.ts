import { olderSearchKey } from './older-search-key.ts';
import { organisationKeyOf, withoutLegalForm } from './organisation-key-of.ts';
import { searchKey } from './search-key.ts';

/** What rows are found by: the key that is written now, and the one of rows that no program of now has filled yet (ADR 0071). */
export type NameKeys = { readonly search: string; readonly older: string };

/** The keys of a person's name, or of its reading. */
export function keysOfName(name: string): NameKeys {
  return { search: searchKey(name), older: olderSearchKey(name) };
}

/** The keys of an organisation's name; both '' where nothing but a legal form was said. */
export function keysOfOrganisation(organisation: string): NameKeys {
  return { search: organisationKeyOf(organisation), older: withoutLegalForm(olderSearchKey(organisation)) };
}

/** The keys of several names in one, apart so that no part of a name spans two. */
export function joinedKeys(names: readonly NameKeys[]): NameKeys {
  return {
    search: names.map(({ search }) => search).join(' '),
    older: names.map(({ older }) => older).join(' '),
  };
}
