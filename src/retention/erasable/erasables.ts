import { erasedName } from '../../kernel/erased-name.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import type { ErasedTogether } from './erased-together.ts';
import { entryIsAbout, givenCutoffs, mostAtOnce, notHeld } from './given-cutoffs.ts';
import { wordsOfRows } from './words-of-rows.ts';

const notErased = (name: string) => `${name} is distinct from '${erasedName}'`;
const startOf = (day: string) => `${day}::timestamp at time zone 'UTC'`;

/** Personal records with their entries; the text of an entry may have gone with its month. */
const recordsOfClass = (recordClass: RecordClass) => `
      from given
      join personal_records r on r.record_class = '${recordClass}' and r.site_id = given.log and r.recorded_at < given.latest
      left join entries e on e.site_id = r.site_id and e.seq = r.seq and e.recorded_at = r.recorded_at
        and e.recorded_at < given.latest`;

const recordsByTime = (recordClass: RecordClass) => `${givenCutoffs}
      select null as id, r.seq, 1 as records, '${ministryLogId}' as organisation, r.recorded_at as at
      ${recordsOfClass(recordClass)}
      where r.recorded_at < given.before_all and ${notHeld(recordClass, entryIsAbout)}
      order by r.recorded_at ${mostAtOnce}`;

/** People of a register, from when their registration ended or ran out. */
const registered = (table: string, id: string) => `${givenCutoffs}
      select l.${id} as id, null as seq, 1 as records, '${ministryLogId}' as organisation,
        coalesce(least(l.ended_at, l.valid_until), l.valid_until) as at
      from given join ${table} l on l.site_id = given.log
      where ${notErased('l.name')} and coalesce(least(l.ended_at, l.valid_until), l.valid_until) < given.before_all
        and ${notHeld('person', `h.person_id = l.${id}`)}
      order by at ${mostAtOnce}`;

/**
 * Everything that is erased by date, in this order. The names of a visit go by its last day, and what its entries say of them with the
 * last name: it is due as soon as every name is, so that what is told beforehand is what goes.
 */
export const erasables = {
  visitors: {
    recordClass: 'visit',
    says: '訪問者の氏名・所属',
    due: {
      name: 'due-visitors',
      text: `${givenCutoffs}
      select v.member_id as id, null as seq, 1 as records, own.organisation, ${startOf('v.last_day')} as at
      from given cross join own
      join visits w on w.site_id = given.log and w.organisation_id = own.organisation and w.until_seq is null
      join visitor_identities v on v.site_id = given.log and v.visit_id = w.visit_id
      where v.last_day < own.before_day and ${notErased('v.name')} and ${notHeld('visit', 'h.person_id = v.member_id')}
      order by v.last_day ${mostAtOnce}`,
    },
  },
  'visit-records': {
    recordClass: 'visit',
    says: '訪問の記録にある氏名等',
    due: {
      name: 'due-visit-records',
      text: `${givenCutoffs}
      select null as id, r.seq, 1 as records, coalesce(w.organisation_id, '${ministryLogId}') as organisation, r.recorded_at as at
      ${recordsOfClass('visit')}
      left join visits w on w.site_id = given.log and w.until_seq is null
        and w.visit_id = (e.text::json -> 'subject' ->> 'visit')::uuid
      left join own on own.organisation = w.organisation_id
      where case when w.visit_id is null then r.recorded_at < given.before_all else not exists (
          select from visitor_identities v
          where v.site_id = given.log and v.visit_id = w.visit_id and ${notErased('v.name')}
            and not coalesce(v.last_day < own.before_day and ${notHeld('visit', 'h.person_id = v.member_id')}, false)) end
        and ${notHeld('visit', entryIsAbout)}
      order by r.recorded_at ${mostAtOnce}`,
    },
  },
  'paper-lines': {
    recordClass: 'visit',
    says: '手書き簿の氏名・所属',
    due: {
      name: 'due-paper-lines',
      text: `${givenCutoffs}
      select null as id, l.logged_seq as seq, count(*)::int as records, '${ministryLogId}' as organisation,
        ${startOf('max(l.day)')} as at
      from given join paper_lines l on l.site_id = given.log
      where l.name <> '${erasedName}' and ${notHeld('visit')}
      group by l.logged_seq, given.before_all having ${startOf('(max(l.day) + 1)')} < given.before_all
      order by at ${mostAtOnce}`,
    },
  },
  persons: {
    recordClass: 'person',
    says: '離れた人の氏名・職員番号',
    due: {
      name: 'due-persons',
      text: `${givenCutoffs}
      select p.person_id as id, null as seq, 1 as records, own.organisation, e.recorded_at as at
      from given cross join own
      join persons p on p.until_seq is null and p.state = 'left' and ${notErased('p.name')}
      left join contracts k on k.contract_id = p.contract_id and k.until_seq is null
      join entries e on e.site_id = given.log and e.seq = p.from_seq and e.recorded_at < given.latest
      where given.log = '${ministryLogId}' and e.recorded_at < own.before
        and own.organisation = coalesce(p.organisation_id, k.organisation_id, '${ministryLogId}')
        and ${notHeld('person', 'h.person_id = p.person_id')}
      order by e.recorded_at ${mostAtOnce}`,
    },
  },
  'press-persons': {
    recordClass: 'person',
    says: '登録の終わった記者等の氏名',
    due: { name: 'due-press-persons', text: registered('press_persons', 'press_person_id') },
  },
  'restricted-persons': {
    recordClass: 'person',
    says: '登録の終わった立入制限対象者の氏名等',
    due: { name: 'due-restricted-persons', text: registered('restricted_persons', 'restricted_id') },
  },
  'person-records': {
    recordClass: 'person',
    says: '人・カード・許可の記録にある氏名等',
    due: { name: 'due-person-records', text: recordsByTime('person') },
  },
  'act-records': {
    recordClass: 'act',
    says: '操作の理由',
    due: { name: 'due-act-records', text: recordsByTime('act') },
  },
  'passage-records': {
    recordClass: 'passage',
    says: '登録のないカードの番号',
    due: { name: 'due-passage-records', text: recordsByTime('passage') },
  },
  ...wordsOfRows,
} as const satisfies Record<string, ErasedTogether>;

export type ErasableName = keyof typeof erasables;

/** In the order in which they are erased. */
export const erasableNames = Object.keys(erasables).filter((name): name is ErasableName => name in erasables);
