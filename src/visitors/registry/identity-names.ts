import { visitorIdentities } from './tables.ts';

const { nameSearch, kanaSearch, affiliationSearch, nameKey, kanaKey, affiliationKey } = visitorIdentities;

/** The columns by which visitors are found, by what is typed of them. */
export const identityNames = {
  name: { search: nameSearch, older: nameKey },
  kana: { search: kanaSearch, older: kanaKey },
  affiliation: { search: affiliationSearch, older: affiliationKey },
};
