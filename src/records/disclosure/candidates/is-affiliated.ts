import { keysOfOrganisation } from '../../../kernel/names/name-keys.ts';
import type { Sought } from './candidate.ts';

/** Whether an affiliation, as it was written, has the part that is sought. */
export function isAffiliated({ affiliation }: Sought, written: string | null): boolean {
  if (affiliation === undefined) return true;
  return affiliation.search !== '' && keysOfOrganisation(written ?? '').search.includes(affiliation.search);
}
