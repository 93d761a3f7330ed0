import type { RecordClass } from '../../log/entry/record-classes.ts';
import { everyOrganisation } from '../rules/cutoffs.ts';
import { entryIsAbout, notHeld } from './given-cutoffs.ts';
import { isNamed } from './is-named.ts';

/** Whom an entry is about: whoever proposed it is not among them. */
const ofSubject = `array(
            select (s.subject ->> 'person')::uuid where s.subject ->> 'person' is not null
            union select w.id::uuid from json_array_elements_text(s.subject -> 'with') as w(id))`;

/** What an entry says of a visit may be of every member of it. */
const ofVisit = `array(
            select v.member_id from visitor_identities v
            where v.site_id = given.log and v.visit_id = (s.subject ->> 'visit')::uuid)`;

/** Entries of the visits of these persons, also those about somebody whose name went before. */
const inTheirVisits = `
        union
        select e.seq, e.recorded_at
        from given
        join visitor_identities m on m.site_id = given.log and m.member_id = any(given.persons)
        join personal_records r on r.record_class = 'visit' and r.site_id = given.log
        join entries e on e.site_id = r.site_id and e.seq = r.seq and e.recorded_at = r.recorded_at
        where (e.text::json -> 'subject' ->> 'visit')::uuid = m.visit_id`;

/**
 * Asks for what stands under the digests of entries about some persons, whatever its days: whether it goes with their names, or stays because it is of somebody
 * whose name does, or is kept for a case. Of entries whose words stand in rows, too, it goes with the row (`$5`) and stays with it (`$6`).
 */
export function earlyRecordsOf(recordClass: RecordClass): { readonly name: string; readonly text: string } {
  const isOfVisits = recordClass === 'visit';
  const concerned = isOfVisits
    ? `case when s.subject ->> 'visit' is null then ${ofSubject} else ${ofVisit} end`
    : ofSubject;
  const text = `
      with given as (select $1::uuid as log, $2::uuid[] as persons, $3::timestamptz as before_all, $4::date as today),
      about as (
        select e.seq, e.recorded_at from given join entries e on e.site_id = given.log and e.person_id = any(given.persons)
        union
        select o.seq, o.recorded_at from given join entry_persons o on o.site_id = given.log and o.person_id = any(given.persons)
        union
        select r.seq, r.recorded_at from given join personal_records r on r.site_id = given.log and r.seq = any($5::int8[])${isOfVisits ? inTheirVisits : ''}
      )
      select null as id, r.seq, 1 as records, '${everyOrganisation}' as organisation, r.recorded_at as at,
        r.seq = any($5) or (r.seq <> all($6::int8[]) and ${notHeld(recordClass, entryIsAbout)} and not exists (
          select from unnest(c.concerned) as n(id) where n.id <> all(given.persons) and ${isNamed('n.id')})) as goes
      from given cross join about
      join personal_records r on r.record_class = '${recordClass}' and r.site_id = given.log and r.seq = about.seq
        and r.recorded_at = about.recorded_at and r.recorded_at <= given.before_all
      join entries e on e.site_id = r.site_id and e.seq = r.seq and e.recorded_at = r.recorded_at
      cross join lateral (select e.text::json -> 'subject' as subject) s
      cross join lateral (select ${concerned} as concerned) c
      -- Whom a certificate names decided it.
      where e.kind <> 'records-erased' and (c.concerned && given.persons or r.seq = any($5))
      order by r.recorded_at, r.seq`;
  return { name: `early-${recordClass}-records`, text };
}
