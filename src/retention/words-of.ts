import { erasedName } from '../kernel/erased-name.ts';
import { ministryLogId } from '../kernel/ids.ts';
import type { RecordClass } from '../log/record-classes.ts';
import type { ErasedTogether } from './erased-together.ts';
import { givenCutoffs, mostAtOnce, notHeld } from './given-cutoffs.ts';

/** When the words in the rows of a table go. In its SQL `w` is a row, and `h` a hold. */
type Words = {
  /** That of the personal records of the entries that wrote them. */
  readonly recordClass: RecordClass;
  readonly says: string;
  /** Whose log the rows are of; a row of a site has its id. */
  readonly log: 'site' | 'ministry';
  /** The column by which a row is found; null where its seq is enough. */
  readonly id: string | null;
  /** The column of the entry that wrote the row as it is; null where its moment alone is known. */
  readonly seq: string | null;
  /** True of a row whose words nobody needs any more. Of one that holds no longer nobody does. */
  readonly over: string;
  /** The moment from which the days of a row without `seq` are counted. */
  readonly at?: string;
  /** What the words stand in: columns, or a part of one. */
  readonly words: readonly string[];
  /** True of a hold on whoever a row is about. */
  readonly about?: string;
};

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
export function wordsOf(
  table: string,
  { recordClass, says, log, id, seq, over, at, words, about }: Words,
): ErasedTogether {
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
      where ${written.where} and ${isOver} and (${isLeft}) and ${notHeld(recordClass, about)}
      group by ${[id, seq].flatMap((column) => (column === null ? [] : `w.${column}`)).join(', ')}, given.before_all
      order by at ${mostAtOnce}`;
  return { recordClass, says, due: { name: `due-words-of-${table.replaceAll('_', '-')}`, text } };
}
