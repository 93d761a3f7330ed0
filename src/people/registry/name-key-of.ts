import { searchKey } from '../../kernel/search-key.ts';

/** What a person is found by: the keys of the name and its reading, apart so that no search spans both. */
export function nameKeyOf(name: string, nameKana: string | null): string {
  return [name, ...(nameKana === null ? [] : [nameKana])].map(searchKey).join(' ');
}
