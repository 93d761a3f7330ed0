import { erasedName } from '../../kernel/erased-name.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { earlyWordsOf } from './early-words-of.ts';
import type { ErasedTogether } from './erased-together.ts';
import { givenCutoffs, mostAtOnce, notHeld } from './given-cutoffs.ts';
import type { RowWords } from './row-words.ts';

/** The first entry of the log that is too young to be erased; what it and those behind it wrote stays. */
const horizon = `, horizon as (
        select coalesce((
            select e.seq from entries e
            where e.site_id = given.log and e.recorded_at >= given.before_all
            order by e.recorded_at, e.seq limit 1
          ), (select h.seq + 1 from heads h where h.site_id = given.log)) as seq
        from given where given.before_all is not null
      )`;

/** The words in the rows of a table, as they are found when they are due. */
export function wordsOf(table: string, when: RowWords): ErasedTogether {
  const { recordClass, says, log, id, seq, over, at, words, about } = when;
  const ofLog = log === 'site' ? 'w.site_id = given.log' : `given.log = '${ministryLogId}'`;
  const isLeft = words.map((word) => `${word} <> '${erasedName}'`).join(' or ');
  const isOver = seq === 'from_seq' ? `(w.until_seq is not null or (${over}))` : `(${over})`;
  const written =
    seq === null
      ? { from: '', where: 'true', at: `min(${at})` }
      : {
          from: `cross join horizon
      left join entries e on e.site_id = given.log and e.seq = w.${seq} and e.recorded_at < given.latest`,
          where: `w.${seq} < horizon.seq`,
          at: 'coalesce(min(e.recorded_at), given.before_all)',
        };
  const text = `${givenCutoffs}${horizon}
      select ${id === null ? 'null' : `w.${id}`} as id, ${seq === null ? 'null' : `w.${seq}`} as seq, count(*)::int as records,
        '${ministryLogId}' as organisation, ${written.at} as at
      from given join ${table} w on ${ofLog} ${written.from}
      where ${written.where} and ${isOver} and (${isLeft}) and ${notHeld(recordClass, holdIsOn(about))}
      group by ${[id, seq].flatMap((column) => (column === null ? [] : `w.${column}`)).join(', ')}, given.before_all
      order by at ${mostAtOnce}`;
  const due = { name: `due-words-of-${table.replaceAll('_', '-')}`, text };
  const early = earlyWordsOf(table, when, isOver);
  return early === undefined ? { recordClass, says, due } : { recordClass, says, due, early };
}

function holdIsOn(about: string | undefined): string | undefined {
  return about && `h.person_id = any(${about})`;
}
