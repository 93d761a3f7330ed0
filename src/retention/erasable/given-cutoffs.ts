import { ministryLogId } from '../../kernel/ids.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';

/**
 * Of a statement that asks what is due, how it begins: the log; of each organisation the moment before which it erases, that of all, and the latest
 * of them; today. A day that is over in UTC is over in Japan.
 */
export const givenCutoffs = `
      with given as (
        select $1::uuid as log, $2::uuid[] as organisations, $3::timestamptz[] as befores, $4::timestamptz as before_all,
          $5::timestamptz as latest, $6::date as today
      ), own as (
        select o.organisation, o.before, (o.before at time zone 'UTC')::date as before_day
        from given, unnest(organisations, befores) as o(organisation, before)
      )`;

/** How such a statement ends. */
export const mostAtOnce = 'limit $7';

/** What is kept longer than its days, for everybody or for one of these persons, is left. */
export const notHeld = (recordClass: RecordClass, isAbout = 'false') => `not exists (
        select from retention_holds h
        where h.until_seq is null and h.record_class = '${recordClass}' and h.kept_until >= given.today
          and h.site_id in (given.log, '${ministryLogId}') and (h.person_id is null or ${isAbout}))`;

/** Whether the entry of a personal record is about the person of a hold. */
export const entryIsAbout = `h.person_id = e.person_id or exists (
          select from entry_persons o
          where o.site_id = r.site_id and o.person_id = h.person_id and o.seq = r.seq and o.recorded_at = r.recorded_at)`;
