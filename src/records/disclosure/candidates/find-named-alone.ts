import { erasedName } from '../../../kernel/erased-name.ts';
import { searchKey } from '../../../kernel/names/search-key.ts';
import { type AloneSortName, aloneSorts } from '../alone/alone-sorts.ts';
import type { FindCandidates } from './candidate.ts';
import { isAffiliated } from './is-affiliated.ts';

/** Whoever bears the name at a site where only names stand; of whom nobody wrote an affiliation, any may be it. */
export function findNamedAlone(as: AloneSortName, site: string): FindCandidates {
  return async (db, sought, { after = '', most }) => {
    const all = await aloneSorts[as].load(db, site);
    return all
      .filter(({ name }) => name !== erasedName && searchKey(name) === sought.name.search)
      .filter(
        ({ id, affiliation }) => id > after && (affiliation === null || isAffiliated(sought, affiliation)),
      )
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, most)
      .map(({ id, name, affiliation, day }) => ({ id, as, site, name, formerName: null, affiliation, day }));
  };
}
