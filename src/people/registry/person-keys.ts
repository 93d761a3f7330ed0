import type { NameColumns } from '../../db/name-columns.ts';
import { joinedKeys, keysOfName } from '../../kernel/names/name-keys.ts';
import { persons } from './tables.ts';

/** The columns by which persons are found. */
export const personNames: NameColumns = { search: persons.nameSearch, older: persons.nameKey };

/** What a person is found by: the keys of the name and its reading, apart so that no search spans both. */
export function personKeys(name: string, nameKana: string | null) {
  const { search, older } = joinedKeys([name, ...(nameKana === null ? [] : [nameKana])].map(keysOfName));
  return { nameSearch: search, nameKey: older };
}
