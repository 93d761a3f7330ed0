import { erasedName } from '../../kernel/erased-name.ts';
import { everyOrganisation } from '../rules/cutoffs.ts';
import { notHeld } from './given-cutoffs.ts';
import { isNamed } from './is-named.ts';
import type { RowWords } from './row-words.ts';

/**
 * Asks for the words in the rows of a table that are about some persons, whatever their days: whether they go with the names of these, or stay because the row
 * still holds, is kept for a case, or is the record of somebody whose name stays; and whether their entry wrote nothing of anybody else (`alone`).
 */
export function earlyWordsOf(
  table: string,
  { recordClass, log, id, seq, at, words, about, neededBy = about, goesWithName }: RowWords,
  isOver: string,
): { readonly name: string; readonly text: string } | undefined {
  if (about === undefined || neededBy === undefined || id === null || goesWithName) return undefined;
  const ofLog = log === 'site' ? 'w.site_id = given.log' : `given.log = '${everyOrganisation}'`;
  const besides = log === 'site' ? 'o.site_id = w.site_id and ' : '';
  const text = `
      with given as (select $1::uuid as log, $2::uuid[] as persons, $3::timestamptz as before_all, $4::date as today)
      select w.${id} as id, ${seq === null ? 'null' : `w.${seq}`} as seq, 1 as records, '${everyOrganisation}' as organisation,
        coalesce(${seq === null ? at : 'e.recorded_at'}, given.before_all) as at,
        ${isOver} and ${notHeld(recordClass, `h.person_id = any(${about})`)} and not exists (
          select from unnest(${neededBy}) as n(id) where n.id <> all(given.persons) and ${isNamed('n.id')}) as goes,
        ${seq === null ? 'false' : `not exists (select from ${table} o where ${besides}o.${seq} = w.${seq} and o.${id} <> w.${id})`} as alone
      from given join ${table} w on ${ofLog}
      ${seq === null ? '' : `left join entries e on e.site_id = given.log and e.seq = w.${seq} and e.recorded_at <= given.before_all`}
      where (${about}) && given.persons and (${words.map((word) => `${word} <> '${erasedName}'`).join(' or ')})
      order by at`;
  return { name: `early-words-of-${table.replaceAll('_', '-')}`, text };
}
