import type { ClientBase } from 'pg';
import { erasedName } from '../kernel/erased-name.ts';
import { ministryLogId } from '../kernel/ids.ts';
import { type Cutoffs, everyOrganisation } from './cutoffs.ts';
import { type EarlyPart, joinParts } from './early-part.ts';
import type { ErasableName } from './erasables.ts';
import { type Due, loadDue } from './load-due.ts';
import { loadEarlyWords } from './load-early-words.ts';

/** Later than the days of anybody. */
const everything = new Date('9000-01-01T00:00:00Z');

/**
 * What there is to erase of these persons, whatever its days: their names in their log, and what entries and rows say of them and of nobody whose name
 * stays, of whoever left at each of these sites. What is extended for a case is not among it.
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
  const records = async (what: 'visit-records' | 'person-records', text: string) => {
    const { rows } = await client.query<Due>({
      name: `early-${what}`,
      text,
      values: [log, persons, now, erasedName],
    });
    return { log, what, due: rows, stay: 0 };
  };
  const found =
    log === ministryLogId
      ? [await names('persons'), await records('person-records', recordsOfPersons)]
      : [
          await names('visitors'),
          await records('visit-records', recordsOfVisits),
          await names('press-persons'),
        ];
  const words: EarlyPart[] = [];
  for (const one of log === ministryLogId ? [log, ...sites] : [log]) {
    words.push(...(await loadEarlyWords(client, one, persons, now)));
  }
  return joinParts([...found, ...words]);
}

const record = `select null as id, r.seq, 1 as records, '${everyOrganisation}' as organisation, r.recorded_at as at
      from personal_records r
      join entries e on e.site_id = r.site_id and e.seq = r.seq and e.recorded_at = r.recorded_at`;

/** Of entries about one of them; a person has to have left, or their name is not erased. */
const recordsOfPersons = `
      ${record}
      where r.record_class = 'person' and r.site_id = $1 and r.recorded_at <= $3 and e.person_id = any($2::uuid[])
        and exists (select from persons p
          where p.person_id = e.person_id and p.until_seq is null and p.state = 'left' and p.name is distinct from $4)
      order by r.recorded_at`;

/** Of entries of visits whose every name goes, or has gone. */
const recordsOfVisits = `
      ${record}
      where r.record_class = 'visit' and r.site_id = $1 and r.recorded_at <= $3
        and (e.text::json -> 'subject' ->> 'visit')::uuid in (
          select v.visit_id from visitor_identities v
          where v.site_id = $1 and v.visit_id in (
            select m.visit_id from visitor_identities m where m.site_id = $1 and m.member_id = any($2::uuid[]))
          group by v.visit_id
          having bool_and(v.member_id = any($2::uuid[]) or v.name is not distinct from $4))
      order by r.recorded_at`;
