import type { ClientBase } from 'pg';
import { ministryLogId } from '../../kernel/ids.ts';
import { loadDue } from '../due/load-due.ts';
import type { ErasableName } from '../erasable/erasables.ts';
import { type Cutoffs, everyOrganisation } from '../rules/cutoffs.ts';
import type { EarlyPart } from './early-part.ts';
import { loadEarlyWords } from './load-early-words.ts';

/** Later than the days of anybody. */
const everything = new Date('9000-01-01T00:00:00Z');

/**
 * What there is to erase of these persons, whatever its days: their names in their log, and what entries and rows say of them and of nobody whose name
 * stays, in it and in that of the ministry, of whoever left at each of these sites. What is extended for a case is not among it.
 */
export async function loadEarly(
  client: Pick<ClientBase, 'query'>,
  log: string,
  persons: readonly string[],
  { organisations, sites }: { readonly organisations: readonly string[]; readonly sites: readonly string[] },
  now: Date,
): Promise<readonly EarlyPart[]> {
  const whatever: Cutoffs = {
    byOrganisation: new Map([everyOrganisation, ...organisations].map((id) => [id, everything])),
    ofAll: everything,
  };
  const names = async (what: ErasableName) => {
    const due = await loadDue(client, what, log, whatever, now);
    return { log, what, due: due.filter(({ id }) => id !== null && persons.includes(id)), stay: 0 };
  };
  const isMinistry = log === ministryLogId;
  const parts: EarlyPart[] = isMinistry
    ? [await names('persons')]
    : [await names('visitors'), await names('press-persons')];
  for (const one of isMinistry ? [log, ...sites] : [log, ministryLogId]) {
    parts.push(...(await loadEarlyWords(client, one, persons, now)));
  }
  return parts.filter(({ due, stay }) => due.length > 0 || stay > 0);
}
